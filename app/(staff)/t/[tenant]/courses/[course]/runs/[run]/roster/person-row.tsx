"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Tag } from "@/components/ui/tag";
import type { RosterPerson } from "@/lib/enrollments/schema";
import { came } from "@/lib/enrollments/states";
import { formatTime } from "@/lib/platform/formats/korean-time";
import { formatMoney } from "@/lib/platform/formats/money";
import { DecideForm, MarkForm, type PersonRowProps } from "./person-forms";
import { PersonMenu } from "./person-menu";

/** One person, one main button: came, take it back, or what the owner must decide. */
export function PersonRow(props: PersonRowProps) {
  const { person, locale, position, session } = props;
  const words = useTranslations("enrollments.roster");
  const { name, shop, lastFour, attendance, places } = person;
  const small = [
    position !== undefined && words("waitingPosition", { position }),
    shop,
    lastFour,
    places > 1 && words("companions", { count: places - 1 }),
    attendance.markedBy,
  ];
  return (
    <li className="grid grid-cols-[1fr_auto] items-center gap-x-3 px-4 py-3 sm:px-0">
      <div className="min-w-0">
        <p className="text-[1.0625rem] font-semibold">
          {name} <StandingTag person={person} locale={locale} zone={session?.zone} />
        </p>
        <p className="text-sm text-ink-3">{small.filter(Boolean).join(" · ")}</p>
      </div>
      <div className="flex items-center gap-1">
        <MainButton {...props} />
        <PersonMenu {...props} />
      </div>
    </li>
  );
}

function StandingTag({
  person,
  locale,
  zone,
}: {
  person: RosterPerson;
  locale: "ko" | "en";
  zone: string | undefined;
}) {
  const words = useTranslations("enrollments");
  const { state, attendance, dueWon, visits } = person;
  if (person.awaitsGuardian) return <Tag tone="warn">{words("roster.awaitsGuardian")}</Tag>;
  if (dueWon > 0) return <Tag tone="warn">{words("roster.due", { price: formatMoney(dueWon, locale) })}</Tag>;
  if (state === "awaiting_approval" || state === "applied" || state === "declined" || state === "expired")
    return <Tag tone="warn">{words(`states.${state}`)}</Tag>;
  if (attendance.state === "attended")
    return attendance.markedAt && zone ? (
      <Tag tone="good">{formatTime(attendance.markedAt, zone, locale)}</Tag>
    ) : null;
  if (attendance.state !== "unmarked") return <Tag tone="warn">{words(`roster.${attendance.state}`)}</Tag>;
  return <Tag>{visits === 0 ? words("roster.first") : words("roster.visits", { count: visits + 1 })}</Tag>;
}

function MainButton({ person, runId, session, mayMark, mayDecide, actions, deliver, send }: PersonRowProps) {
  const words = useTranslations("enrollments.roster");
  const { state, attendance, name } = person;
  if (state === "awaiting_approval" || state === "applied" || state === "waitlisted") {
    if (!mayDecide || person.awaitsGuardian) return null;
    return (
      <DecideForm {...{ person, runId, actions, send }} verb="approve">
        <Button type="submit" look="primary" className="min-h-12 min-w-20">
          {words(state === "waitlisted" ? "letIn" : "approve")}
        </Button>
      </DecideForm>
    );
  }
  if (!session || !mayMark || !["confirmed", "completed", "awaiting_payment"].includes(state)) return null;
  const there = came(attendance.state);
  return (
    <MarkForm {...{ person, runId, session, actions, deliver, send }} state={there ? "unmarked" : "attended"}>
      <Button
        type="submit"
        look={there ? "secondary" : "primary"}
        className={there ? "min-h-12 min-w-20 text-good" : "min-h-12 min-w-20"}
        aria-label={words(there ? "undoName" : "markName", { name })}
      >
        {words(there ? "undo" : "mark")}
      </Button>
    </MarkForm>
  );
}
