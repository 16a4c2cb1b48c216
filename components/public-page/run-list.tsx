import { formatPrice } from "@/lib/platform/formats/money";
import { applyAddress, toldLeft } from "./standing";
import type { CoursePage, PublicRun } from "./types";
import { type Calendar, nameOfRun, type Words } from "./words";

/** The dates to choose from, when there is more than one. */
export function RunList({ page, calendar, words }: { page: CoursePage; calendar: Calendar; words: Words }) {
  if (page.runs.length < 2 || (page.course.visibility !== "listed" && page.course.visibility !== "link_only"))
    return null;
  return (
    <section>
      <h2>{words("dates")}</h2>
      <ul className="runs">
        {page.runs.map((run) => (
          <li key={run.id}>
            <div>
              <strong>{nameOfRun(run, calendar)}</strong>
              <small>{aboutRun(run, calendar, words)}</small>
            </div>
            <RunAction page={page} run={run} calendar={calendar} words={words} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function aboutRun(run: PublicRun, { locale }: Calendar, words: Words): string {
  const left = toldLeft(run);
  return [
    run.online ? words("online") : run.place?.name,
    formatPrice(run.priceWon, locale),
    left !== null && words("leftShort", { count: left }),
  ]
    .filter(Boolean)
    .join(" · ");
}

function RunAction({
  page,
  run,
  calendar,
  words,
}: {
  page: CoursePage;
  run: PublicRun;
  calendar: Calendar;
  words: Words;
}) {
  const what = nameOfRun(run, calendar);
  if (run.availability !== "open" && run.availability !== "full") {
    return <span className="tag">{words(`brief.${run.availability}`)}</span>;
  }
  const open = run.availability === "open";
  return (
    <a
      className={open ? "btn" : "btn plain"}
      href={applyAddress(page, run)}
      aria-label={words(open ? "applyFor" : "joinWaitlistFor", { what })}
    >
      {words(open ? "apply" : "joinWaitlist")}
    </a>
  );
}
