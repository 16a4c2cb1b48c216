import { makeRun } from "@/lib/courses/runs";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { makeTenant } from "@/lib/platform/testing/tenant";

import { courseWithRun } from "./course-with-run";

export interface Rush {
  runs: number;
  applicantsEach: number;
  connections: number;
}

export interface RushResult {
  accepted: number;
  full: number;
  other: string[];
  /** Runs with more places given away than they have, by counting enrollments. */
  oversold: number;
  /** Runs whose counter differs from its enrollments. */
  miscounted: number;
}

/** Everybody wants the only place of their run, `connections` at a time, the runs in turn. */
export async function seatRush(
  { runs, applicantsEach, connections }: Rush,
  attempt: (tenant: TenantScope, runId: string, person: number) => Promise<unknown>,
): Promise<RushResult> {
  const tenant = await makeTenant();
  const { courseId } = await courseWithRun(tenant);
  // As on the public page, where the person is not known yet.
  const applicant: TenantScope = { ...tenant, actor: { kind: "customer", id: null } };
  const runIds: string[] = [];
  for (let made = 0; made < runs; made += 1) {
    const sessions = [{ date: "2026-12-05", start: "14:00", end: "16:00" }];
    runIds.push((await makeRun(tenant, { courseId, capacity: 1, sessions })).id);
  }
  const result: RushResult = { accepted: 0, full: 0, other: [], oversold: 0, miscounted: 0 };
  let next = 0;
  const applyInTurn = async () => {
    for (let person = next++; person < runs * applicantsEach; person = next++) {
      // Blocks of neighbours meet at the same run.
      const runId = runIds[Math.floor(person / applicantsEach)] as string;
      await attempt(applicant, runId, person).then(
        () => {
          result.accepted += 1;
        },
        (error: unknown) => {
          if (error instanceof Refusal && error.reason === "enrollments.full") result.full += 1;
          else result.other.push(String(error));
        },
      );
    }
  };
  await Promise.all(Array.from({ length: connections }, applyInTurn));
  return { ...result, ...(await counted(tenant, runIds)) };
}

async function counted(tenant: TenantScope, runIds: string[]) {
  return inTransaction(tenant, async ({ db }) => {
    const pools = await db.seatPool.findMany({ where: { runId: { in: runIds } } });
    const seats = await db.enrollment.groupBy({
      by: ["runId"],
      where: { state: "confirmed" },
      _sum: { places: true },
    });
    const seatsIn = new Map(seats.map(({ runId, _sum }) => [runId, _sum.places ?? 0]));
    const given = (runId: string) => seatsIn.get(runId) ?? 0;
    return {
      oversold: pools.filter(({ runId, capacity }) => given(runId) > (capacity ?? 0)).length,
      miscounted: pools.filter(({ runId, taken }) => given(runId) !== taken).length,
    };
  });
}
