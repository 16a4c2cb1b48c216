import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { newId } from "../ids";
import { closeQueue } from "../jobs";
import { inTransaction, outsideTenants, type TenantScope } from "../tenancy";
import { makeTenant } from "../testing/tenant";
import { closeDatabase } from "./pool";

const poolSize = 4;
const tenants: TenantScope[] = [];

beforeAll(async () => {
  process.env.DATABASE_POOL_SIZE = String(poolSize);
  for (let made = 0; made < 5; made += 1) tenants.push(await makeTenant());
  for (const tenant of tenants)
    await inTransaction(tenant, ({ db, now, tenantId }) =>
      db.customer.create({ data: { tenantId, id: newId(), name: tenantId, createdAt: now } }),
    );
});
afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

type Run = (statement: string) => Promise<Record<string, unknown>[]>;

/** A way to borrow a connection, for a tenant and for nobody. */
interface Lender {
  asTenant(tenant: TenantScope, work: (run: Run) => Promise<void>): Promise<void>;
  asNobody(work: (run: Run) => Promise<void>): Promise<void>;
}

/** The product's own way. What is run names no tenant, so row-level security stands alone. */
const ours: Lender = {
  asTenant: (tenant, work) => inTransaction(tenant, ({ db }) => work((sql) => db.$queryRawUnsafe(sql))),
  asNobody: (work) => outsideTenants(({ db }) => work((sql) => db.$queryRawUnsafe(sql))),
};

/** The same, but the tenant is set for the session, where neither commit nor rollback ends it. */
function bySession(pool: pg.Pool): Lender {
  const borrow = async (
    before: (client: pg.PoolClient) => Promise<unknown>,
    work: (run: Run) => Promise<void>,
  ) => {
    const client = await pool.connect();
    try {
      await before(client);
      await client.query("BEGIN");
      await work(async (sql) => (await client.query(sql)).rows);
      await client.query("COMMIT");
    } catch (error) {
      await client.query("ROLLBACK");
      throw error;
    } finally {
      client.release();
    }
  };
  return {
    asTenant: ({ tenantId }, work) =>
      borrow((client) => client.query("SELECT set_config('app.tenant_id', $1, false)", [tenantId]), work),
    asNobody: (work) => borrow(async () => {}, work),
  };
}

const stop = new Error("stopped on purpose");
/** A statement to be ended by somebody: nothing waits for it, and it never ends by itself. */
const asleep = "SELECT pg_sleep(20)";

/** How a request ends, and the words of the error that must come of it. */
const endings = [
  { name: "committed", says: undefined, end: async () => {} },
  { name: "thrown", says: stop.message, end: () => Promise.reject(stop) },
  { name: "failed statement", says: "division by zero", end: (run: Run) => run("SELECT 1 / 0") },
  {
    name: "statement timeout",
    // Postgres may forget why it cancels when the next message of the same query starts the clock again in that moment, and
    // then say "due to user request".
    says: "canceling statement",
    end: (run: Run) => run("SET LOCAL statement_timeout = 3").then(() => run(asleep)),
  },
  {
    name: "cancelled",
    says: "user request",
    end: async (run: Run, cancel: (pid: number) => Promise<void>) => {
      const [backend] = await run("SELECT pg_backend_pid() AS pid");
      const sleeping = run(asleep);
      await Promise.all([sleeping, cancel(Number(backend?.["pid"]))]);
    },
  },
] as const;

interface Outcome {
  /** Rows that whoever borrowed the connection had no right to. */
  strangers: number;
  /** Requests that ended in each way. */
  ended: Record<string, number>;
}

/** So many requests of five tenants and of nobody, ending in every way, 16 at a time on four connections. */
async function mixedRequests(lender: Lender, requests: number): Promise<Outcome> {
  const canceller = new pg.Pool({ connectionString: process.env.DATABASE_APP_URL, max: 2 });
  /** Asks until the statement really runs, as one that comes too early ends nothing. */
  const cancel = async (pid: number) => {
    for (let ended = false; !ended; ) {
      const { rowCount } = await canceller.query(
        "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE pid = $1 AND state = 'active' AND query = $2",
        [pid, asleep],
      );
      ended = rowCount === 1;
    }
  };
  const outcome: Outcome = { strangers: 0, ended: {} };
  const count = (name: string) => {
    outcome.ended[name] = (outcome.ended[name] ?? 0) + 1;
  };
  const byNobody = async () => {
    await lender.asNobody(async (run) => {
      outcome.strangers += (await run("SELECT id FROM customer")).length;
    });
    count("nobody");
  };
  const byTenant = async (tenant: TenantScope, { name, says, end }: (typeof endings)[number]) => {
    const asked = lender.asTenant(tenant, async (run) => {
      const seen = await run("SELECT name FROM customer");
      outcome.strangers += seen.filter((row) => row["name"] !== tenant.tenantId).length;
      if (!seen.some((row) => row["name"] === tenant.tenantId)) throw new Error("does not see its own row");
      await end(run, cancel);
    });
    const said = await asked.then(
      () => undefined,
      (error: Error) => error.message,
    );
    count(says === undefined ? (said ?? name) : said?.includes(says) ? name : `${name}: ${said}`);
  };
  const rest = Array.from({ length: requests }, (_, request) => request);
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      for (let request = rest.pop(); request !== undefined; request = rest.pop()) {
        const ending = endings[request % (endings.length + 1)];
        // One tenant after the other, whichever way their requests end.
        const tenant = tenants[Math.floor(request / 7) % tenants.length] as TenantScope;
        await (ending ? byTenant(tenant, ending) : byNobody());
      }
    }),
  );
  await canceller.end();
  return outcome;
}

/** Every way, equally often. */
const everyWay = (each: number) =>
  Object.fromEntries([...endings.map(({ name }) => name), "nobody"].map((name) => [name, each]));

describe("no tenant, no rows (G29)", () => {
  it("shows 5,000 mixed requests on a pool of four nothing of another tenant, whatever ended the one before", async () => {
    const { strangers, ended } = await mixedRequests(ours, 5004);
    expect(ended).toEqual(everyWay(834));
    expect(strangers).toBe(0);
  }, 120_000);

  it("control: with the tenant set for the session the same requests see strangers", async () => {
    const pool = new pg.Pool({ connectionString: process.env.DATABASE_APP_URL, max: poolSize });
    const { strangers, ended } = await mixedRequests(bySession(pool), 600);
    await pool.end();
    expect(ended).toEqual(everyWay(100));
    expect(strangers).toBeGreaterThan(0);
  });

  it("writes nothing without a tenant", async () => {
    await expect(
      outsideTenants(({ db, now }) =>
        db.customer.create({
          data: { tenantId: (tenants[0] as TenantScope).tenantId, id: newId(), name: "x", createdAt: now },
        }),
      ),
    ).rejects.toThrow();
    const changed = await outsideTenants(({ db }) =>
      db.customer.updateMany({ where: {}, data: { name: "x" } }),
    );
    expect(changed.count).toBe(0);
  });
});
