import type { Plan } from "@/lib/messages/planning";
import { formatRange, formatWhen } from "@/lib/platform/formats/korean-time";
import type { Locale, Tx } from "@/lib/platform/tenancy";

import { activeFollowUps } from "./active-follow-ups";
import { type Occasion, plansOf, type SessionTimes } from "./plan-step";

/** From when to when a session is. */
export interface Times {
  startsAt: Date;
  endsAt: Date;
}

const same = (one: Times, other: Times): boolean =>
  +one.startsAt === +other.startsAt && +one.endsAt === +other.endsAt;

/** The time a person last heard of and the time that holds now, as texts say them; null when they are the same. */
export function movedWords(
  before: Times,
  after: Times,
  zone: string,
  locale: Locale,
): Record<string, string> | null {
  if (same(before, after)) return null;
  // Where only the end moved, the beginning alone would say twice the same.
  const say =
    +before.startsAt === +after.startsAt
      ? ({ startsAt, endsAt }: Times) => formatRange(startsAt, endsAt, zone, locale, { dash: "~" })
      : ({ startsAt }: Times) => formatWhen(startsAt, zone, locale);
  return { 이전일시: say(before), 일시: say(after) };
}

export const localeOf = (given: string | null | undefined): Locale => (given === "en" ? "en" : "ko");

/** Somebody moved from one run to another: told with the dates of both. Empty where nothing can be said or told. */
export async function movedToRun(
  tx: Tx,
  occasion: Occasion,
  fromEnrollmentId: string,
  session: SessionTimes | undefined,
): Promise<Plan[]> {
  const from = await tx.db.enrollment.findFirst({
    where: { id: fromEnrollmentId, movedToId: occasion.subjectId },
    select: {
      customer: { select: { locale: true } },
      run: {
        select: { sessions: { where: { cancelledAt: null }, orderBy: { startsAt: "asc" }, take: 1 } },
      },
    },
  });
  const before = from?.run.sessions[0];
  const variables =
    before && session && movedWords(before, session, session.zone, localeOf(from.customer.locale));
  if (!variables) return [];
  const followUps = await activeFollowUps(tx, "session.moved");
  return followUps.flatMap((followUp) =>
    plansOf(
      followUp,
      { ...occasion, session, variables, scheduleVersion: session.scheduleVersion, stepSuffix: ":run" },
      tx.now,
    ),
  );
}
