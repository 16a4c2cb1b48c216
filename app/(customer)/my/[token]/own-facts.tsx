import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { buttonClass } from "@/components/ui/button";
import { googleCalendarLink, mapLinks } from "@/lib/courses/calendar";
import { calendarEntries } from "@/lib/enrollments/own-calendar";
import type { OwnEnrollment } from "@/lib/enrollments/own-enrollment";
import { isOpen } from "@/lib/enrollments/states";
import { formatRange } from "@/lib/platform/formats/korean-time";
import { formatPrice } from "@/lib/platform/formats/money";

/** When, where and how much, with the ways into a calendar and to the place. */
export async function OwnFacts({
  own,
  locale,
  calendar,
}: {
  own: OwnEnrollment;
  locale: "ko" | "en";
  calendar: string;
}) {
  const words = await getTranslations("enrollments.my");
  const { run, sessions } = own;
  const entries = calendarEntries(own).filter(({ cancelled }) => !cancelled);
  const [first] = entries;
  const map = run.placeName
    ? mapLinks({
        name: run.placeName,
        address: run.placeAddress,
        latitude: run.placeLatitude,
        longitude: run.placeLongitude,
      })
    : null;
  return (
    <dl className="mt-6 divide-y divide-line border-t border-line">
      <Fact label={words("when")}>
        <ul className="grid gap-1">
          {sessions.map((session) => (
            <li key={session.id} className={session.cancelled ? "text-ink-3 line-through" : undefined}>
              {sessions.length > 1 && (
                <span className="mr-2 text-ink-3">{words("session", { position: session.position })}</span>
              )}
              {formatRange(session.startsAt, session.endsAt, session.zone, locale)}
              {session.cancelled && <span className="sr-only"> ({words("sessionCancelled")})</span>}
            </li>
          ))}
        </ul>
        {first && isOpen(own.state) && (
          <Ways>
            <a href={calendar} className={buttonClass()} download="course.ics">
              {words("calendar")}
            </a>
            {entries.length === 1 && <Outward href={googleCalendarLink(first)}>{words("google")}</Outward>}
          </Ways>
        )}
      </Fact>
      {(run.placeName || run.onlineUrl) && (
        <Fact label={words("where")}>
          {run.placeName && <p className="font-semibold">{run.placeName}</p>}
          {run.placeAddress && <p className="text-[0.9375rem] text-ink-2">{run.placeAddress}</p>}
          {run.placeNote && (
            <p className="mt-1 text-[0.9375rem] whitespace-pre-line text-ink-2">{run.placeNote}</p>
          )}
          <Ways>
            {map && <Outward href={map.naver}>{words("naverMap")}</Outward>}
            {map && <Outward href={map.kakao}>{words("kakaoMap")}</Outward>}
            {run.onlineUrl && <Outward href={run.onlineUrl}>{words("online")}</Outward>}
          </Ways>
        </Fact>
      )}
      <Fact label={words("price")}>{formatPrice(run.priceWon * own.places, locale)}</Fact>
      {own.places > 1 && <Fact label={words("places")}>{words("people", { count: own.places })}</Fact>}
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="py-4">
      <dt className="text-sm font-semibold text-ink-3">{label}</dt>
      <dd className="mt-1">{children}</dd>
    </div>
  );
}

const Ways = ({ children }: { children: ReactNode }) => (
  <div className="mt-3 flex flex-wrap gap-2">{children}</div>
);

/** Leads to somebody else's site, which must not learn the address of this page. */
const Outward = ({ href, children }: { href: string; children: ReactNode }) => (
  <a href={href} target="_blank" rel="noopener noreferrer" className={buttonClass()}>
    {children}
  </a>
);
