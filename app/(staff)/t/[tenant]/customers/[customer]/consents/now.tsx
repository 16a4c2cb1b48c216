import { getTranslations } from "next-intl/server";
import { SectionHeading } from "@/components/ui/card";
import { Tag } from "@/components/ui/tag";
import type { PurposeStanding } from "@/lib/customers/ledger/standing";
import { formatDate } from "@/lib/platform/formats/korean-time";
import type { StaffScope } from "@/lib/web/staff";

/** What may be done with a person's data and number now, and the strictest reason. */
export async function Now({ staff, standing }: { staff: StaffScope; standing: PurposeStanding[] }) {
  const words = await getTranslations("consents");
  return (
    <section aria-labelledby="now">
      <SectionHeading id="now">{words("now")}</SectionHeading>
      <ul className="divide-y divide-line">
        {standing.map(({ purpose, allowed, reason, since }) => (
          <li key={purpose} className="py-2.5 text-[0.9375rem] first:pt-0">
            <p className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
              <span className="font-semibold">{words(`purposes.${purpose}`)}</span>
              <Tag tone={allowed ? "good" : "plain"}>{words(allowed ? "allowed" : "notAllowed")}</Tag>
            </p>
            <p className="text-ink-2">
              {words(`reasons.${reason}`, {
                date: since ? formatDate(since, staff.tenant.zone, staff.locale) : "",
              })}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
