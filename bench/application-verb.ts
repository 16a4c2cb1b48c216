import pg from "pg";

import { apply } from "@/lib/enrollments/enrollments";

import { asRatio, type Benchmark, interleaved, measure } from "./measure";
import { forAnother, recordStatements, send } from "./recorded-sql";
import { application, benchWorld, phoneOf, poolSize } from "./scratch-world";
import { vacuum } from "./vacuum";

const rounds = 5;
const perRound = 400;
const atOnce = poolSize;

/** The verb of the public page against its own SQL, word for word, sent by plain pg in one transaction. */
export async function applicationVerb(): Promise<Benchmark> {
  const world = await benchWorld();
  const pool = new pg.Pool({ connectionString: world.appUrl, max: poolSize });
  try {
    const runId = await world.lecture("bench-verb", 100_000);
    await apply(world.tenant, application(runId, 1));
    const recorded = await recordStatements(() => apply(world.tenant, application(runId, 2)));
    const kept = await existingIds(world.ownerUrl);
    const was = `+82${phoneOf(2).slice(1)}`;
    let person = 1000;
    const ours = () => {
      const first = person;
      person += perRound;
      return measure(perRound, atOnce, (index) =>
        apply(world.tenant, application(runId, first + index)).then(() => {}),
      );
    };
    const baseline = () => {
      const first = person;
      person += perRound;
      return measure(perRound, atOnce, (index) =>
        send(pool, forAnother(recorded, kept, { was, becomes: `+82${phoneOf(first + index).slice(1)}` })),
      );
    };
    await ours();
    await baseline();
    await vacuum(world.ownerUrl);
    return asRatio(
      "application verb against its SQL by plain pg",
      0.3,
      await interleaved(rounds, ours, baseline),
    );
  } finally {
    await pool.end();
    await world.end();
  }
}

/** Ids that an application finds; all others it made. */
async function existingIds(ownerUrl: string): Promise<Set<string>> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const { rows } = await owner.query(
    "SELECT id::text FROM tenant UNION SELECT id::text FROM course UNION SELECT id::text FROM run UNION SELECT id::text FROM seat_pool UNION SELECT id::text FROM class_session",
  );
  await owner.end();
  return new Set(rows.map(({ id }) => id));
}
