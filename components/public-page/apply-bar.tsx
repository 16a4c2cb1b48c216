import { formatTime } from "@/lib/platform/formats/korean-time";
import { formatPrice } from "@/lib/platform/formats/money";
import { applyAddress, type Standing, toldLeft } from "./standing";
import type { CoursePage } from "./types";
import { type Calendar, dayOf, type Words } from "./words";

/** The one button, always in view at the lower edge. Not there when nothing can be applied for. */
export function ApplyBar(props: { page: CoursePage; standing: Standing; calendar: Calendar; words: Words }) {
  const { page, standing, calendar, words } = props;
  const { run, button } = standing;
  if (!run || !button) return null;
  const first = run.sessions[0];
  const left = toldLeft(run);
  const about = [
    run.label,
    formatPrice(run.priceWon, calendar.locale),
    left !== null && words("leftShort", { count: left }),
    button === "waitlist" && words("allTaken"),
  ];
  return (
    <aside className="go" aria-label={words("apply")}>
      <div className="in">
        <p>
          {first && (
            <b>
              <span className="n">{dayOf(first.startsAt, calendar)}</span>{" "}
              <span className="n">{formatTime(first.startsAt, calendar.zone, calendar.locale)}</span>
            </b>
          )}
          {about.filter(Boolean).join(" · ")}
        </p>
        <a className="btn" href={applyAddress(page, run)}>
          {words(button === "apply" ? "apply" : "joinWaitlist")}
        </a>
      </div>
    </aside>
  );
}
