/** Next calls this once when a server process begins. */
export async function register(): Promise<void> {
  if (process.env["NEXT_RUNTIME"] !== "nodejs") return;
  const { notePeers } = await import("./lib/web/peer-address");
  const { drainWhenStopped } = await import("./lib/web/draining");
  notePeers();
  drainWhenStopped();
}
