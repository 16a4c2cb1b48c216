import { afterAll, beforeAll, expect, it } from "vitest";

import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import { moveClockTo } from "@/lib/platform/testing/tenant";

import { apply } from "./enrollments";
import { applicationTo } from "./testing/course-with-run";
import { seatRush } from "./testing/seat-rush";

const connections = 48;

beforeAll(async () => {
  process.env["DATABASE_POOL_SIZE"] = String(connections);
  await moveClockTo("2026-11-23T03:00:00Z");
});
afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

it("gives 200 last places to 200 of 10,000 (G1)", { timeout: 600_000 }, async () => {
  const result = await seatRush({ runs: 200, applicantsEach: 50, connections }, (tenant, runId, person) =>
    apply(tenant, applicationTo(runId, person)),
  );
  expect(result).toEqual({ accepted: 200, full: 9800, other: [], oversold: 0, miscounted: 0 });
});
