import { countOf } from "@/lib/customers/segments/found";
import type { TenantScope } from "@/lib/platform/tenancy";
import type { Condition } from "@/lib/rules/rules";

import type { Measurement } from "./measurement";
import type { Samples } from "./samples";

/** Segments of the kinds that a shop owner builds, and the SQL that answers each alone. */
export function segmentCounts(scope: TenantScope, { tagIds, groupId, numberField }: Samples): Measurement[] {
  const [tagId] = tagIds;
  return [
    counted(scope, "segment: a tag, and consented to texts", {
      condition: {
        all: [
          { fact: "customer.tags", is: "contains", value: tagId ?? "" },
          { fact: "consent.sms", is: "eq", value: "given" },
        ],
      },
      sql: `FROM customer_tag t JOIN customer c ON c.tenant_id = $1 AND c.id = t.customer_id
        WHERE t.tenant_id = $1 AND t.tag_id = $2 AND c.erased_at IS NULL
          AND (SELECT k.given FROM consent k WHERE k.tenant_id = $1 AND k.customer_id = c.id AND k.purpose = 'advertising' AND k.channel = 'sms'
               ORDER BY k.occurred_at DESC, k.recorded_at DESC, k.id DESC LIMIT 1)`,
      values: [tagId],
    }),
    counted(scope, "segment: came twice, not for ninety days", {
      condition: {
        all: [
          { fact: "attendance.attended", is: "gte", value: 2 },
          { fact: "attendance.lastAt", is: "before", value: { days: -90 } },
        ],
      },
      sql: `FROM (
          SELECT e.customer_id FROM attendance a JOIN enrollment e ON e.tenant_id = $1 AND e.id = a.enrollment_id
          JOIN class_session s ON s.tenant_id = $1 AND s.id = a.session_id
          WHERE a.tenant_id = $1 AND a.state IN ('attended', 'late', 'left_early')
          GROUP BY e.customer_id HAVING count(*) >= 2 AND max(s.starts_at) < now() - interval '90 days'
        ) AS came JOIN customer c ON c.tenant_id = $1 AND c.id = came.customer_id AND c.erased_at IS NULL`,
      values: [],
    }),
    counted(scope, "segment: sixty seats and in no group, or new", {
      condition: {
        any: [
          {
            all: [
              { fact: `field.${numberField}`, is: "gte", value: 60 },
              { not: { fact: "customer.groups", is: "contains", value: groupId } },
            ],
          },
          { fact: "customer.createdAt", is: "after", value: { days: -30 } },
        ],
      },
      sql: `FROM (
          SELECT v.customer_id AS id FROM customer_field_value v WHERE v.tenant_id = $1 AND v.field_id = $2 AND v.number >= 60 AND v.ordinal = 0
            AND NOT EXISTS (SELECT FROM customer_group_member g WHERE g.tenant_id = $1 AND g.group_id = $3 AND g.customer_id = v.customer_id)
          UNION SELECT n.id FROM customer n WHERE n.tenant_id = $1 AND n.erased_at IS NULL AND n.created_at > now() - interval '30 days'
        ) AS either JOIN customer c ON c.tenant_id = $1 AND c.id = either.id AND c.erased_at IS NULL`,
      values: [numberField, groupId],
    }),
    counted(scope, "segment: never applied, has a number", {
      condition: {
        all: [
          { fact: "enrollment.count", is: "eq", value: 0 },
          { fact: "customer.phone", is: "eq", value: true },
        ],
      },
      sql: `FROM customer c WHERE c.tenant_id = $1 AND c.erased_at IS NULL
        AND NOT EXISTS (SELECT FROM enrollment e WHERE e.tenant_id = $1 AND e.customer_id = c.id AND e.state <> 'moved')
        AND EXISTS (SELECT FROM contact_point p WHERE p.tenant_id = $1 AND p.customer_id = c.id AND p.channel = 'phone'
                    AND p.can_receive_texts AND p.bad_since IS NULL)`,
      values: [],
    }),
  ];
}

function counted(
  scope: TenantScope,
  name: string,
  { condition, sql, values }: { condition: Condition; sql: string; values: unknown[] },
): Measurement {
  return {
    name,
    inputs: 1,
    verb: () => countOf(scope, condition),
    sql: () => ({ text: `SELECT count(*)::int AS count ${sql}`, values: [scope.tenantId, ...values] }),
    told: { verb: (count: number) => count, sql: ([row]: { count: number }[]) => row?.count },
  };
}
