import { makeSegment } from "@/lib/customers/segments/segments";
import type { TenantScope } from "@/lib/platform/tenancy";

/** Two groups that fill themselves, as a coach would want them first. */
export async function demoSegments(owner: TenantScope): Promise<void> {
  await makeSegment(owner, {
    name: "최근에 신청한 분",
    condition: {
      all: [
        { fact: "enrollment.lastAppliedAt", is: "after", value: { days: -30 } },
        { not: { fact: "enrollment.states", is: "contains", value: "cancelled" } },
      ],
    },
  });
  await makeSegment(owner, {
    name: "새 과정 소식을 보내도 되는 분",
    condition: {
      all: [
        { fact: "consent.sms", is: "eq", value: "given" },
        { fact: "consent.refused", is: "eq", value: "none" },
        { fact: "customer.phone", is: "eq", value: true },
      ],
    },
  });
}
