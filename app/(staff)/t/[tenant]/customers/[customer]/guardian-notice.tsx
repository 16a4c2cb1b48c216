import { getTranslations } from "next-intl/server";
import { Notice } from "@/components/ui/notice";
import { guardianOf } from "@/lib/customers/guardians";
import { formatWhen } from "@/lib/platform/formats/korean-time";
import { inTransaction } from "@/lib/platform/tenancy";
import type { StaffScope } from "@/lib/web/staff";

/** Where the consent of a child's guardian stands; nothing for who needs none. */
export async function GuardianNotice({ staff, customerId }: { staff: StaffScope; customerId: string }) {
  const guardian = await inTransaction(staff, (tx) => guardianOf(tx, customerId));
  if (!guardian) return null;
  const words = await getTranslations("consents.guardian");
  const at = (instant: Date | null) => (instant ? formatWhen(instant, staff.tenant.zone, staff.locale) : "");
  const { state, expiresAt, confirmedAt, guardianName } = guardian;
  const title = {
    needed: words("needed"),
    waiting: words("waiting", { date: at(expiresAt) }),
    confirmed: words("done", { date: at(confirmedAt) }),
  }[state];
  return (
    <Notice tone={state === "confirmed" ? "good" : "warn"} title={title}>
      {guardianName && <p>{words("you", { name: guardianName })}</p>}
      {state !== "confirmed" && <p>{words("limits")}</p>}
    </Notice>
  );
}
