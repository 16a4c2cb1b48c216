import { getTranslations } from "next-intl/server";
import { Card, SectionHeading } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { Tag } from "@/components/ui/tag";
import type { RunDesk } from "@/lib/courses/course-list";
import { formatRange } from "@/lib/platform/formats/korean-time";
import { type Asked, OneTapForm } from "../../../one-tap-form";
import { addOneSession, callOffSession, moveTo } from "../../../run-actions";

/** The sessions of a run. Moving or calling one off says first how many people will be told. */
export async function SessionList({
  tenantSlug,
  desk,
  locale,
}: {
  tenantSlug: string;
  desk: RunDesk;
  locale: "ko" | "en";
}) {
  const words = await getTranslations("courses.session");
  const { found, people, zone, now } = desk;
  const last = found.sessions.at(-1);
  const asked = (known?: { localDate: string; localStart: string; localEnd: string }): Asked[] => [
    { name: "date", kind: "date", label: words("date"), known: known?.localDate ?? "" },
    { name: "start", kind: "time", label: words("start"), known: known?.localStart ?? "" },
    { name: "end", kind: "time", label: words("end"), known: known?.localEnd ?? "" },
  ];
  return (
    <section aria-labelledby="sessions">
      <SectionHeading id="sessions">{words("title", { count: found.sessions.length })}</SectionHeading>
      <ol className="grid gap-3">
        {found.sessions.map((session) => {
          const over = session.endsAt <= now;
          return (
            <Card as="li" key={session.id}>
              <p className="flex flex-wrap items-center gap-2 pb-2 font-semibold">
                {formatRange(session.startsAt, session.endsAt, zone, locale, { year: true })}
                {session.cancelledAt && <Tag tone="bad">{words("cancelled")}</Tag>}
                {!session.cancelledAt && over && <Tag>{words("over")}</Tag>}
                {session.scheduleVersion > 1 && !session.cancelledAt && <Tag>{words("movedBefore")}</Tag>}
              </p>
              {!session.cancelledAt && !over && (
                <Disclosure summary={words("move")}>
                  <p className="mb-3">{words("moveMeans", { count: people.seated + people.waiting })}</p>
                  <OneTapForm
                    action={moveTo.bind(null, tenantSlug)}
                    hidden={{ id: session.id, scheduleVersion: session.scheduleVersion }}
                    submit={words("moveDo", { count: people.seated + people.waiting })}
                    look="primary"
                    asked={asked(session)}
                  />
                </Disclosure>
              )}
              {!session.cancelledAt && !over && (
                <Disclosure summary={words("callOff")}>
                  <p className="mb-3">{words("callOffMeans", { count: people.seated + people.waiting })}</p>
                  <OneTapForm
                    action={callOffSession.bind(null, tenantSlug)}
                    hidden={{ id: session.id }}
                    submit={words("callOffDo")}
                    look="danger"
                  />
                </Disclosure>
              )}
            </Card>
          );
        })}
      </ol>
      {found.judged.state !== "cancelled" && (
        <div className="mt-3">
          <Disclosure summary={words("add")}>
            <OneTapForm
              action={addOneSession.bind(null, tenantSlug)}
              hidden={{ runId: found.run.id }}
              submit={words("addDo")}
              asked={asked(last && { ...last, localDate: "" })}
            />
          </Disclosure>
        </div>
      )}
    </section>
  );
}
