import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/shell/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { LinkChips } from "@/components/ui/link-tabs";
import { formatRange, formatShort } from "@/lib/platform/formats/korean-time";
import type { SessionDesk } from "./session-desk";

/** Title, way back and the other sessions of the run, for the pages about one session's door. */
export async function SessionFrame({
  desk,
  title,
  children,
}: {
  desk: SessionDesk;
  title: string;
  children: ReactNode;
}) {
  const words = await getTranslations("enrollments.roster");
  const { run, session, sessions, staff, rosterAddress } = desk;
  const when = session && formatRange(session.startsAt, session.endsAt, session.zone, staff.locale);
  return (
    <div className="mx-auto max-w-[40rem] print:max-w-none">
      <div className="print:hidden">
        <PageHeader
          trail={
            <Breadcrumb
              label={words("trail")}
              steps={[{ words: words("title"), href: rosterAddress }, { words: title }]}
            />
          }
          title={title}
          sub={[run.courseTitle, when].filter(Boolean).join(" · ")}
        />
        {sessions.length > 1 && (
          <LinkChips
            label={words("sessions")}
            tabs={sessions.map((one) => ({
              href: `?session=${one.id}`,
              label: words("session", {
                position: one.position,
                when: formatShort(one.startsAt, one.zone, staff.locale),
              }),
              current: one.id === session?.id,
            }))}
          />
        )}
      </div>
      {children}
    </div>
  );
}
