import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { CustomerFrame } from "@/components/shell/narrow-frames";
import { LinkButton } from "@/components/ui/button";
import { doorRoster, helperOf } from "@/lib/enrollments/door";
import { formatRange } from "@/lib/platform/formats/korean-time";
import { linkPage } from "@/lib/web/link";
import { isRosterTab } from "../../../(staff)/t/[tenant]/courses/[course]/runs/[run]/roster/roster-tabs";
import { doorAtThisBrowser } from "../../../at-the-door/helper";
import { orNotFound } from "../../../at-the-door/or-not-found";
import { stayAtDoor } from "./actions";
import { DoorBoard } from "./door-board";
import { markByForm, markEverybodyByForm } from "./form-actions";
import { StayAtDoor } from "./stay-at-door";

interface Props {
  params: Promise<{ token: string }>;
  searchParams: Promise<{ tab?: string; q?: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("attendance.door");
  return { title: words("title"), robots: { index: false, follow: false } };
}

/** A helper's roster: one session, no account, no way further. */
export default async function DoorPage({ params, searchParams }: Props) {
  const { token } = await params;
  const { tab, q } = await searchParams;
  const holder = await linkPage(token, ["door"]);
  const { run, session, people } = await orNotFound(() => doorRoster(holder, holder.link.subjectId));
  const words = await getTranslations("attendance.door");
  const helper = await helperOf(holder, holder.link.linkId);
  const known = await doorAtThisBrowser();
  if (!session) return null;
  const { startsAt, endsAt, zone } = session;
  return (
    <CustomerFrame business={words("helper", { name: helper })}>
      <div className="mb-3 flex flex-wrap items-start gap-3">
        <div className="min-w-0 flex-1 basis-56">
          <h1 className="text-xl font-bold tracking-[-0.02em]">{run.courseTitle}</h1>
          <p className="text-sm text-ink-2">
            {[formatRange(startsAt, endsAt, zone, holder.locale), run.placeName].filter(Boolean).join(" · ")}
          </p>
        </div>
        <LinkButton href={`/door/${token}/scan`}>{words("scan")}</LinkButton>
      </div>
      <ClientMessages namespaces={["attendance", "enrollments"]}>
        <DoorBoard
          token={token}
          runId={run.id}
          session={{ id: session.id, zone }}
          people={people}
          locale={holder.locale}
          initial={{ tab: isRosterTab(tab) ? tab : "coming", search: q ?? "" }}
          forms={{ mark: markByForm.bind(null, token), markAll: markEverybodyByForm.bind(null, token) }}
        />
      </ClientMessages>
      {known?.token !== token && <StayAtDoor stay={stayAtDoor.bind(null, token, null, { token })} />}
    </CustomerFrame>
  );
}
