"use client";

import { Ellipsis } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { AttendanceState } from "@/lib/enrollments/states";
import { DecideForm, MarkForm, type PersonRowProps } from "./person-forms";

/** Everything rarer than one tap. A native disclosure: it opens without scripts. */
export function PersonMenu(props: PersonRowProps) {
  const { person, session, mayMark, mayDecide } = props;
  const words = useTranslations("enrollments.roster");
  const marks = session && mayMark ? marksFor(props) : [];
  const verbs = mayDecide ? verbsFor(props) : [];
  if (marks.length + verbs.length === 0) return null;
  return (
    <details name="roster-menu" className="relative">
      <summary
        aria-label={words("moreName", { name: person.name })}
        className="grid size-11 list-none place-items-center rounded-lg text-ink-2 hover:bg-sunken [&::-webkit-details-marker]:hidden"
      >
        <Ellipsis aria-hidden="true" className="size-5" />
      </summary>
      <div className="absolute top-full right-0 z-20 mt-1 grid w-44 gap-0.5 rounded-lg border border-line-strong bg-surface p-1.5">
        {session &&
          marks.map(({ state, label }) => (
            <MarkForm key={state} {...props} session={session} state={state}>
              <Button type="submit" look="quiet" wide className="justify-start">
                {words(label)}
              </Button>
            </MarkForm>
          ))}
        {verbs.map(({ verb, label }) => (
          <DecideForm key={verb} {...props} verb={verb}>
            <Button type="submit" look="quiet" wide className="justify-start">
              {words(label)}
            </Button>
          </DecideForm>
        ))}
      </div>
    </details>
  );
}

function marksFor({ person }: PersonRowProps) {
  if (!["confirmed", "completed", "awaiting_payment"].includes(person.state)) return [];
  const all: { state: AttendanceState; label: "markLate" | "markAbsent" | "markLeftEarly" | "undo" }[] = [
    { state: "late", label: "markLate" },
    { state: "left_early", label: "markLeftEarly" },
    { state: "absent", label: "markAbsent" },
    { state: "unmarked", label: "undo" },
  ];
  return all.filter(({ state }) => state !== person.attendance.state);
}

function verbsFor({ person }: PersonRowProps) {
  const possible = {
    awaiting_approval: ["wait", "decline", "cancel"],
    applied: ["wait", "cancel"],
    waitlisted: ["decline", "cancel"],
    awaiting_payment: ["pay", "cancel"],
    confirmed: ["cancel"],
  } as const;
  const labels = { wait: "toWaitlist", decline: "decline", pay: "confirmPayment", cancel: "cancel" } as const;
  const verbs = possible[person.state as keyof typeof possible] ?? [];
  return verbs.map((verb) => ({ verb, label: labels[verb] }));
}
