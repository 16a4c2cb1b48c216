import { databasePool } from "@/lib/platform/database/pool";
import { inTransaction, systemScope, type TenantScope } from "@/lib/platform/tenancy";
import { localOf } from "@/lib/platform/zoned-time";
import type { HappenedEvent } from "@/lib/worker/happened-event";
import { react } from "@/lib/worker/reactions";

/** Lets the rooms react to everything that happened so far; with `twice` as if a worker had died after each reaction. */
export async function reactToAll({ twice = false } = {}): Promise<void> {
  for (;;) {
    const { rows } = await databasePool().query<{ data: HappenedEvent }>(
      "WITH taken AS (UPDATE pgboss.job SET state = 'completed' WHERE name = 'events.react' AND state = 'created' RETURNING data, created_on) SELECT data FROM taken ORDER BY created_on",
    );
    if (rows.length === 0) return;
    for (const { data } of rows) {
      await react(systemScope(data.tenantId), data);
      if (twice) await react(systemScope(data.tenantId), data);
    }
  }
}

/** What is planned, as an owner would read it: "day_before 2026-12-04 10:00". Only what still goes out, unless asked. */
export async function plansOf(
  tenant: TenantScope,
  where: { enrollmentId?: string; customerId?: string } = {},
  states: string[] = ["planned", "held"],
): Promise<string[]> {
  const rows = await inTransaction(tenant, ({ db }) =>
    db.message.findMany({
      where: { ...where, state: { in: states } },
      orderBy: [{ dueAt: "asc" }, { purpose: "asc" }],
      select: { purpose: true, dueAt: true },
    }),
  );
  return rows.map(({ purpose, dueAt }) => {
    const { date, time } = localOf(dueAt, "Asia/Seoul");
    return `${purpose.replace("follow_up:", "")} ${date} ${time}`;
  });
}

/** As if these texts had left: what the sending protocol would have written. */
export async function letLeave(tenant: TenantScope, where: { enrollmentId: string; purpose: string }) {
  await inTransaction(tenant, ({ db, now }) =>
    db.message.updateMany({
      where: { ...where, state: "planned" },
      data: { state: "delivered", submittedAt: now, endedAt: now },
    }),
  );
}
