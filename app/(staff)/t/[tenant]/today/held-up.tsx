import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { may } from "@/lib/tenants/permissions";
import type { Today } from "@/lib/today/today";
import type { StaffScope } from "@/lib/web/staff";

/** Messages are planned that the set-up does not let go yet: what is missing, and where it is set right. */
export async function HeldUpNotice({ staff, today }: { staff: StaffScope; today: Today }) {
  if (today.heldUp.length === 0) return null;
  const words = await getTranslations("texting");
  return (
    <Notice
      tone="warn"
      className="mb-6"
      title={words("heldUp.title")}
      actions={
        may(staff.role, "settings.read") && (
          <LinkButton href={`/t/${staff.tenant.slug}/settings/texting`}>{words("heldUp.fix")}</LinkButton>
        )
      }
    >
      <ul>
        {today.heldUp.map(({ check, count }) => (
          <li key={check}>{words("heldUp.line", { what: words(`checklist.missing.${check}`), count })}</li>
        ))}
      </ul>
    </Notice>
  );
}
