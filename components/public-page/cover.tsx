import { localParts } from "@/lib/platform/formats/local-parts";
import type { CoursePage, PublicRun } from "./types";
import { type Calendar, dayOf, type Words } from "./words";

/** The owner's picture, if there is one, and the title set large. Without a picture the title is the cover. */
export function Cover({ page, run, calendar, words }: Props) {
  const { tenant, course } = page;
  const first = run?.sessions[0];
  return (
    <header className="cover">
      {course.cover && <CoverPicture page={page} cover={course.cover} />}
      <div className="in">
        <small>
          <a href={`/${tenant.slug}`}>{tenant.name}</a>
          {` · ${[first && dayOf(first.startsAt, calendar), words(`kind.${course.kind}`)].filter(Boolean).join(" ")}`}
        </small>
        <h1 className={course.title.length > 16 ? "long" : undefined}>{course.title}</h1>
        {course.subtitle && <p>{course.subtitle}</p>}
        {first && !course.cover && <DateLeaf instant={first.startsAt} calendar={calendar} />}
      </div>
    </header>
  );
}

interface Props {
  page: CoursePage;
  run: PublicRun | null;
  calendar: Calendar;
  words: Words;
}

/** The date in large figures where there is room. An ornament: the facts say the same in words. */
function DateLeaf({ instant, calendar }: { instant: Date; calendar: Calendar }) {
  const { month, day } = localParts(instant, calendar.zone);
  const weekday = instant.toLocaleDateString(calendar.locale, { timeZone: calendar.zone, weekday: "long" });
  return <div className="leaf" aria-hidden="true" data-weekday={weekday} data-day={`${month}.${day}`} />;
}

function CoverPicture({
  page,
  cover,
}: {
  page: CoursePage;
  cover: NonNullable<CoursePage["course"]["cover"]>;
}) {
  const picture = (width: number) =>
    `/${page.tenant.slug}/${page.course.slug}/cover/${cover.sha256.slice(0, 16)}-${width}.jpg`;
  return (
    // biome-ignore lint/performance/noImgElement: these pages have no script, which next/image needs
    <img
      className="photo"
      src={picture(1600)}
      srcSet={`${picture(800)} 800w, ${picture(1600)} 1600w`}
      sizes="100vw"
      width={cover.width}
      height={cover.height}
      alt=""
      fetchPriority="high"
    />
  );
}
