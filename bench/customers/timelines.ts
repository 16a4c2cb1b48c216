import { type Timeline, timelineOf } from "@/lib/customers/timeline";
import type { TenantScope } from "@/lib/platform/tenancy";

import type { Measurement } from "./measurement";
import type { Landmarks } from "./population";

/** Every kind of source gives its newest thirty-one, and the newest of those are read, all in one statement. */
const text = `
WITH moments AS MATERIALIZED (
  SELECT * FROM (
    (SELECT 'event' AS source, id, occurred_at AS at FROM event WHERE tenant_id = $1 AND customer_id = $2
       AND (type LIKE 'enrollment.%' OR type IN ('attendance.marked', 'survey.submitted', 'suppression.added', 'customer.added', 'customer.changed'))
     ORDER BY occurred_at DESC, id DESC LIMIT 31)
    UNION ALL
    (SELECT 'consent', id, occurred_at FROM consent WHERE tenant_id = $1 AND customer_id = $2 ORDER BY occurred_at DESC, id DESC LIMIT 31)
    UNION ALL
    (SELECT 'message', id, coalesce(submitted_at, ended_at, due_at) FROM message WHERE tenant_id = $1 AND customer_id = $2
       AND state NOT IN ('planned', 'held', 'claimed') ORDER BY coalesce(submitted_at, ended_at, due_at) DESC, id DESC LIMIT 31)
    UNION ALL
    (SELECT 'received', id, received_at FROM inbound_message WHERE tenant_id = $1 AND customer_id = $2 ORDER BY received_at DESC, id DESC LIMIT 31)
    UNION ALL
    (SELECT 'note', id, created_at FROM customer_note WHERE tenant_id = $1 AND customer_id = $2 ORDER BY created_at DESC, id DESC LIMIT 31)
  ) AS every ORDER BY at DESC, id DESC LIMIT 31
)
SELECT m.source, m.id, m.at, e.type, e.payload, c.title AS course, c.label, c.starts_at, t.state, t.body, t.template, k.purpose, k.given, r.body AS received, n.text
FROM moments m
LEFT JOIN LATERAL (SELECT * FROM event e WHERE m.source = 'event' AND e.tenant_id = $1 AND e.occurred_at = m.at AND e.id = m.id) e ON true
LEFT JOIN LATERAL (
  SELECT co.title, r.label, (SELECT min(starts_at) FROM class_session s WHERE s.tenant_id = $1 AND s.run_id = r.id AND s.cancelled_at IS NULL) AS starts_at
  FROM enrollment en JOIN run r ON r.tenant_id = $1 AND r.id = en.run_id JOIN course co ON co.tenant_id = $1 AND co.id = r.course_id
  WHERE e.subject_kind = 'enrollment' AND en.tenant_id = $1 AND en.id = e.subject_id) c ON true
LEFT JOIN LATERAL (
  SELECT x.state, x.body, d.title AS template FROM message x
  LEFT JOIN definition_version v ON v.tenant_id = $1 AND v.id = x.template_version_id
  LEFT JOIN definition d ON d.tenant_id = $1 AND d.id = v.definition_id
  WHERE m.source = 'message' AND x.tenant_id = $1 AND x.id = m.id) t ON true
LEFT JOIN LATERAL (SELECT * FROM consent k WHERE m.source = 'consent' AND k.tenant_id = $1 AND k.id = m.id) k ON true
LEFT JOIN LATERAL (SELECT * FROM inbound_message r WHERE m.source = 'received' AND r.tenant_id = $1 AND r.id = m.id) r ON true
LEFT JOIN LATERAL (SELECT * FROM customer_note n WHERE m.source = 'note' AND n.tenant_id = $1 AND n.id = m.id) n ON true
ORDER BY m.at DESC, m.id DESC`;

export const fiftyName = "timeline of 50 entries";
export const fiveThousandName = "timeline of 5,000 entries";

/** The first page of a short history and of a long one. */
export const timelines = (scope: TenantScope, { fifty, fiveThousand }: Landmarks): Measurement[] =>
  [
    { name: fiftyName, customerId: fifty },
    { name: fiveThousandName, customerId: fiveThousand },
  ].map(({ name, customerId }) => ({
    name,
    inputs: 1,
    verb: () => timelineOf(scope, customerId),
    sql: () => ({ text, values: [scope.tenantId, customerId] }),
    told: {
      verb: ({ entries }: Timeline) => entries.map(({ id, at }) => [id, at]),
      sql: (rows: { id: string; at: Date }[]) => rows.slice(0, 30).map(({ id, at }) => [id, at]),
    },
  }));
