import { apply } from "@/lib/enrollments/enrollments";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction } from "@/lib/platform/tenancy";

import { asFigure, type Benchmark, measure } from "./measure";
import { application, benchWorld } from "./scratch-world";

const lectures = 40;
const applicants = 50;

/** Fifty people for each last place, all at once: how fast, and how many places were given twice. */
export async function seatRush(): Promise<Benchmark[]> {
  const world = await benchWorld();
  try {
    const runs: string[] = [];
    for (let made = 0; made < lectures; made += 1) runs.push(await world.lecture(`rush-${made}`, 1));
    const rush = await measure(lectures * applicants, 48, async (index) => {
      const runId = runs[index % lectures] as string;
      await apply(world.tenant, { ...application(runId, index), waitIfFull: false }).catch(
        (error: unknown) => {
          if (!(error instanceof Refusal)) throw error;
        },
      );
    });
    const taken = await inTransaction(world.tenant, ({ db }) =>
      db.enrollment.groupBy({ by: ["runId"], where: { state: "confirmed" }, _count: true }),
    );
    const oversold = taken.reduce((sum, { _count }) => sum + Math.max(0, _count - 1), 0);
    return [
      {
        ...asFigure("seat rush: attempts", rush.perSecond, "1/s", "reported", "higher"),
        p50: Math.round(rush.p50),
        p99: Math.round(rush.p99),
      },
      asFigure("seat rush: oversold places", oversold, "places", "0"),
      asFigure(
        "seat rush: lectures with their one place given",
        taken.length,
        "lectures",
        String(lectures),
        "higher",
      ),
    ];
  } finally {
    await world.end();
  }
}
