import { formatShort } from "@/lib/platform/formats/korean-time";
import type { Standing } from "./standing";
import { type Calendar, nameOfRun, type Words } from "./words";

/** Why a person can't apply now, in words, and what comes next. */
export function Reason({
  standing,
  calendar,
  words,
}: {
  standing: Standing;
  calendar: Calendar;
  words: Words;
}) {
  const { run, reason, next } = standing;
  if (!reason) return null;
  const opensAt = reason === "not_yet" ? run?.opensAt : null;
  return (
    <div className="reason">
      <p>
        {opensAt
          ? words("availability.not_yet_at", { when: formatShort(opensAt, calendar.zone, calendar.locale) })
          : words(`availability.${reason}`)}
      </p>
      {next && next.sessions.length > 0 && <p>{words("nextDate", { when: nameOfRun(next, calendar) })}</p>}
    </div>
  );
}
