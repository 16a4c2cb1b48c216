import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";

/** Ends this process's connections, since the installation drops its database when all is done. */
export async function endConnections(): Promise<void> {
  await closeQueue();
  await closeDatabase();
}
