import { getTranslations } from "next-intl/server";
import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";
import type { Alarm } from "@/lib/alerts/alarms";
import { formatShort } from "@/lib/platform/formats/korean-time";
import { may } from "@/lib/tenants/permissions";
import type { StaffScope } from "@/lib/web/staff";

/** What stands still in sending, above everything else. It goes by itself when messages leave again. */
export async function Alarms({ staff, alarms }: { staff: StaffScope; alarms: Alarm[] }) {
  if (alarms.length === 0) return null;
  const words = await getTranslations("alerts.card");
  return (
    <div className="mb-6 grid gap-3">
      {alarms.map(({ id, kind, beganAt }) => (
        <Notice
          key={id}
          tone="bad"
          title={words(`${kind}.title`)}
          actions={
            kind === "provider" &&
            may(staff.role, "settings.write") && (
              <TextLink
                href={`/t/${staff.tenant.slug}/settings/texting`}
                className="inline-flex min-h-11 items-center"
              >
                {words("settings")}
              </TextLink>
            )
          }
        >
          {words(`${kind}.body`, { since: formatShort(beganAt, staff.tenant.zone, staff.locale) })}
        </Notice>
      ))}
    </div>
  );
}
