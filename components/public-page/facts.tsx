import type { ReactNode } from "react";
import { mapLinks } from "@/lib/courses/calendar";
import { formatPrice } from "@/lib/platform/formats/money";
import { toldLeft } from "./standing";
import type { CoursePage, PublicRun } from "./types";
import { type Calendar, dayOf, hoursOf, type Words } from "./words";

interface Props {
  page: CoursePage;
  run: PublicRun;
  calendar: Calendar;
  words: Words;
}

/** When, where, how much and how many, in one glance. */
export function Facts(props: Props) {
  const { run, calendar, words } = props;
  return (
    <dl className="facts">
      <Fact name={words("when")}>
        <When {...props} />
      </Fact>
      <Fact name={words("where")}>
        <Where {...props} />
      </Fact>
      <Fact name={words("price")}>{formatPrice(run.priceWon, calendar.locale)}</Fact>
      <Fact name={words("places")}>{placesOf(run, words)}</Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function When({ page: { tenant, course }, run, calendar, words }: Props) {
  const [first] = run.sessions;
  if (!first) return words("availability.noDate");
  return (
    <>
      <SessionTime session={first} calendar={calendar} />
      {run.sessions.length > 1 && (
        <>
          <small>{words("sessions", { count: run.sessions.length })}</small>
          <details>
            <summary>{words("allSessions")}</summary>
            <ol>
              {run.sessions.map((session) => (
                <li key={session.id}>
                  <SessionTime session={session} calendar={calendar} />
                </li>
              ))}
            </ol>
          </details>
        </>
      )}
      {run.availability !== "cancelled" && (
        <span className="links">
          <a href={`/${tenant.slug}/${course.slug}/calendar.ics`}>{words("addToCalendar")}</a>
        </span>
      )}
    </>
  );
}

function SessionTime({ session, calendar }: { session: PublicRun["sessions"][number]; calendar: Calendar }) {
  return (
    <time dateTime={session.startsAt.toISOString()}>
      <span className="n">{dayOf(session.startsAt, calendar)}</span>{" "}
      <span className="n">{hoursOf(session, calendar)}</span>
    </time>
  );
}

function Where({ run, calendar, words }: Props) {
  if (run.online && !run.place) {
    return (
      <>
        {words("online")}
        <small>{words("onlineLink")}</small>
      </>
    );
  }
  if (!run.place) return words("placeToCome");
  const links = mapLinks(run.place);
  return (
    <>
      {run.place.name}
      {run.online && ` · ${words("online")}`}
      {run.place.address && <small>{run.place.address}</small>}
      {links && (
        <span className="links">
          <a href={links.naver}>{words("naverMap")}</a>
          <a href={links.kakao}>{words("kakaoMap")}</a>
          {calendar.locale === "en" && <a href={googleMap(run.place)}>{words("googleMap")}</a>}
        </span>
      )}
    </>
  );
}

/** For people who read no Korean. */
const googleMap = ({ name, address }: NonNullable<PublicRun["place"]>) =>
  `https://www.google.com/maps/search/?api=1&query=${encodeURIComponent([address, name].filter(Boolean).join(" "))}`;

function placesOf(run: PublicRun, words: Words): string {
  const left = toldLeft(run);
  if (left !== null) return words("left", { count: left });
  if (run.availability === "full") return words("allTaken");
  return run.capacity === null ? words("noLimit") : words("capacity", { count: run.capacity });
}
