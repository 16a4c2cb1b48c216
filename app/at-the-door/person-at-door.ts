import { getLocale, getTranslations } from "next-intl/server";
import type { PersonAtDoor } from "@/components/attendance/person-card";
import type { Marked } from "@/lib/enrollments/attendance";
import type { OpenedCode } from "@/lib/enrollments/check-in-codes";
import { formatClock } from "@/lib/platform/formats/clock-time";
import { formatShort } from "@/lib/platform/formats/korean-time";
import { formatMoney } from "@/lib/platform/formats/money";

/** An opened code in words; `marked` is what the check-in just did, left out when it was only looked at. */
export async function personAtDoor(opened: OpenedCode, marked?: Marked): Promise<PersonAtDoor> {
  const words = await getTranslations("attendance.code");
  const { session, places, lastFour, dueWon } = opened;
  const locale = await getLocale();
  const when = session && formatShort(session.startsAt, session.zone, locale);
  return {
    name: opened.name,
    small: [
      opened.shop,
      lastFour && words("lastFour", { four: lastFour }),
      places > 1 && words("companions", { count: places - 1 }),
    ]
      .filter(Boolean)
      .join(" · "),
    course: [opened.courseTitle, when].filter(Boolean).join(" · "),
    due: dueWon > 0 ? words("due", { price: formatMoney(dueWon, locale) }) : null,
    standing: await standingOf(opened, when ?? "", marked),
  };
}

async function standingOf(
  opened: OpenedCode,
  when: string,
  marked?: Marked,
): Promise<PersonAtDoor["standing"]> {
  const words = await getTranslations("attendance.code");
  const { session, problem, state, courseTitle } = opened;
  const clock = (at: Date | null) => (at && session ? formatClock(at, session.zone) : "");
  if (problem === "otherCourse")
    return { tone: "bad", words: words("otherCourse", { course: courseTitle, when }) };
  if (problem === "otherDay") return { tone: "bad", words: words("otherDay", { when }) };
  if (problem === "noPlace") {
    const states = await getTranslations("enrollments.states");
    return { tone: "bad", words: words("noPlace", { state: states(state) }) };
  }
  if (marked?.changed) return { tone: "good", words: words("done", { at: clock(marked.markedAt) }) };
  const known = marked?.markedAt ?? opened.marked?.at;
  return known ? { tone: "warn", words: words("already", { at: clock(known) }) } : null;
}
