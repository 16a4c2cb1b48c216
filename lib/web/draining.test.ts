import { once } from "node:events";
import { Agent, createServer, get, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { drainWhenStopped } from "./draining";

const servers: Server[] = [];
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

afterEach(() => {
  for (const server of servers.splice(0)) server.closeAllConnections();
});

/** A server that answers when it is told to. */
async function server() {
  const held: (() => void)[] = [];
  const made = createServer((_, response) => void held.push(() => response.end("done")));
  servers.push(made);
  made.listen(0, "127.0.0.1");
  await once(made, "listening");
  const { port } = made.address() as AddressInfo;
  return { made, held, ask: () => asked(port) };
}

async function asked(port: number): Promise<string | undefined> {
  const request = get({ port, host: "127.0.0.1", agent });
  const [answer] = (await once(request, "response")) as [IncomingMessage];
  answer.resume();
  await once(answer, "end");
  return answer.headers.connection;
}

async function answerNext({ made, held, ask }: Awaited<ReturnType<typeof server>>) {
  const answer = ask();
  if (held.length === 0) await once(made, "request");
  held.shift()?.();
  return answer;
}

test("what is in flight when the process is told to stop is answered, and its connection ends", async () => {
  const one = await server();
  // Control: until then a connection stays.
  expect(await answerNext(one)).toBe("keep-alive");

  drainWhenStopped();
  expect(await answerNext(one)).toBe("keep-alive");
  const inFlight = one.ask();
  await once(one.made, "request");
  const closed = once(one.made, "close");
  process.emit("SIGTERM", "SIGTERM");
  one.made.close();
  one.held.shift()?.();
  expect(await inFlight).toBe("close");
  await closed;
});
