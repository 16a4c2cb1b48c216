import { type RunToJudge, type Standing, standingOf } from "@/lib/courses/availability";
import type { RunState, Visibility } from "@/lib/courses/schema";
import { Refusal } from "@/lib/platform/refusal";
import type { Tx } from "@/lib/platform/tenancy";

/** What an enrollment must know of its run. */
export interface RunToJoin extends RunToJudge {
  id: string;
  poolId: string;
  priceWon: number;
  needsApproval: boolean;
  formKey: string | null;
  forChildren: boolean;
  standing: Standing;
}

interface Row {
  id: string;
  price_won: number;
  state: RunState;
  opens_at: Date | null;
  closes_at: Date | null;
  visibility: Visibility;
  needs_approval: boolean;
  form_key: string | null;
  open_to_children: boolean;
  pool_id: string;
  capacity: number | null;
  taken: number;
  sessions: { startsAt: string; endsAt: string; cancelledAt: string | null }[];
}

/**
 * A run of this tenant with its places and its standing now; somebody else's is not there. One statement, because
 * everybody in a rush for the last place begins with it.
 */
export async function runOrRefuse(tx: Tx, runId: string): Promise<RunToJoin> {
  const rows = await tx.db.$queryRaw<Row[]>`
    SELECT r.id, r.price_won, r.state, r.opens_at, r.closes_at, c.visibility, c.needs_approval, c.form_key, c.open_to_children,
      p.id AS pool_id, p.capacity, p.taken,
      (SELECT coalesce(json_agg(json_build_object('startsAt', s.starts_at, 'endsAt', s.ends_at, 'cancelledAt', s.cancelled_at)), '[]')
       FROM class_session s WHERE s.tenant_id = r.tenant_id AND s.run_id = r.id) AS sessions
    FROM run r
    JOIN course c ON c.tenant_id = r.tenant_id AND c.id = r.course_id
    JOIN seat_pool p ON p.tenant_id = r.tenant_id AND p.run_id = r.id AND p.name = 'default'
    WHERE r.tenant_id = ${tx.tenantId}::uuid AND r.id = ${runId}::uuid`;
  const [row] = rows;
  if (!row) throw new Refusal("not_found", "errors.not_found");
  const judged: RunToJudge = {
    visibility: row.visibility,
    state: row.state,
    opensAt: row.opens_at,
    closesAt: row.closes_at,
    sessions: row.sessions.map(({ startsAt, endsAt, cancelledAt }) => ({
      startsAt: new Date(startsAt),
      endsAt: new Date(endsAt),
      cancelledAt: cancelledAt === null ? null : new Date(cancelledAt),
    })),
    pool: { capacity: row.capacity, taken: row.taken },
  };
  return {
    ...judged,
    id: row.id,
    poolId: row.pool_id,
    priceWon: row.price_won,
    needsApproval: row.needs_approval,
    formKey: row.form_key,
    forChildren: row.open_to_children,
    standing: standingOf(judged, tx.now),
  };
}
