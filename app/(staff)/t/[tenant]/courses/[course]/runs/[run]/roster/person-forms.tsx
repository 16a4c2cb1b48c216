"use client";

import type { FormEvent, ReactNode } from "react";
import type { RosterPerson } from "@/lib/enrollments/schema";
import type { AttendanceState } from "@/lib/enrollments/states";
import type { Deliver, RosterActions, useMarks } from "./use-marks";

export interface PersonRowProps {
  person: RosterPerson;
  runId: string;
  session: { id: string; zone: string } | null;
  locale: "ko" | "en";
  mayMark: boolean;
  mayDecide: boolean;
  actions: RosterActions;
  deliver: Deliver;
  send: ReturnType<typeof useMarks>["send"];
  /** The place in the queue. */
  position?: number | undefined;
}

type FormProps = Pick<PersonRowProps, "person" | "runId" | "actions" | "deliver" | "send"> & {
  children: ReactNode;
};

/** An ordinary form; with scripts the tap is shown before it has arrived. */
export function MarkForm({
  person,
  runId,
  session,
  state,
  actions,
  deliver,
  send,
  children,
}: FormProps & { session: { id: string }; state: AttendanceState }) {
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    event.currentTarget.closest("details")?.removeAttribute("open");
    const form = new FormData(event.currentTarget);
    send(() => deliver(actions.mark, form), { enrollmentIds: [person.enrollmentId], state });
  };
  return (
    <form action={actions.mark as unknown as (form: FormData) => Promise<void>} onSubmit={onSubmit}>
      <input type="hidden" name="runId" value={runId} />
      <input type="hidden" name="enrollmentId" value={person.enrollmentId} />
      <input type="hidden" name="sessionId" value={session.id} />
      <input type="hidden" name="state" value={state} />
      {children}
    </form>
  );
}

export function DecideForm({
  person,
  runId,
  verb,
  actions,
  send,
  children,
}: Omit<FormProps, "deliver"> & { verb: string }) {
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    event.currentTarget.closest("details")?.removeAttribute("open");
    const form = new FormData(event.currentTarget);
    send(() => actions.decide(form));
  };
  return (
    <form action={actions.decide as unknown as (form: FormData) => Promise<void>} onSubmit={onSubmit}>
      <input type="hidden" name="runId" value={runId} />
      <input type="hidden" name="enrollmentId" value={person.enrollmentId} />
      <input type="hidden" name="verb" value={verb} />
      {children}
    </form>
  );
}
