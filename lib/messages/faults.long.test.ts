import { afterAll, beforeAll, expect, test } from "vitest";

import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";

import { type ChannelWorld, channelWorld } from "./testing/channel-world";
import { asTable, endOf, isAsWritten, nameOf, ordered, playMatrix } from "./testing/fault-matrix";

let world: ChannelWorld;

beforeAll(async () => {
  world = await channelWorld();
});
afterAll(async () => {
  await world.end();
  await closeQueue();
  await closeDatabase();
});

test("G8 in full: every provider, fault, try and class ends as it is written, and the table is printed", async () => {
  const all = (["twilio", "solapi", "smtp"] as const).flatMap((provider) => ordered(provider, "full"));
  const rows = [];
  for (const one of await playMatrix(world, all)) rows.push({ one, end: await endOf(world, one) });
  process.stdout.write(`\n${asTable(rows)}\n`);
  expect(rows).toHaveLength((13 + 13 + 11) * 2 * 3);
  expect(rows.filter((row) => !isAsWritten(row)).map(({ one }) => nameOf(one))).toEqual([]);
}, 600_000);
