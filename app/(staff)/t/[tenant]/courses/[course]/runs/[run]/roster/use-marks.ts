"use client";

import { startTransition, useOptimistic, useState } from "react";
import type { RosterPerson } from "@/lib/enrollments/schema";
import type { AttendanceState } from "@/lib/enrollments/states";
import type { Outcome } from "./actions";

export interface RosterActions {
  mark: Action;
  markAll: Action;
  decide: Action;
}

type Action = (form: FormData) => Promise<Outcome>;

/** How a mark is brought to the server; the helper's door keeps it on the phone first. Must not throw where it does. */
export type Deliver = (action: Action, form: FormData) => Promise<Outcome>;

export const deliverAtOnce: Deliver = (action, form) => action(form);

const waits = [1_000, 3_000, 8_000, 15_000, 30_000];

interface Change {
  enrollmentIds: string[];
  state: AttendanceState;
}

/**
 * Shows a tap at once and sends it; when the network fails, sends it again after growing waits and says so meanwhile.
 * Marks are idempotent, so a repeat does no harm. A refusal takes the tap back, with its reason.
 */
export function useMarks(people: RosterPerson[]) {
  const [shown, show] = useOptimistic(people, applied);
  const [retrying, setRetrying] = useState(0);
  const [problem, setProblem] = useState<string | null>(null);

  function send(work: () => Promise<Outcome>, change?: Change): void {
    setProblem(null);
    startTransition(async () => {
      if (change) show(change);
      const outcome = await untilItArrives(work, (by) => setRetrying((count) => count + by));
      if (outcome) setProblem(outcome);
    });
  }

  return { shown, retrying, problem, send };
}

async function untilItArrives(work: () => Promise<Outcome>, retry: (by: 1 | -1) => void): Promise<Outcome> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const wait = waits[attempt];
      if (wait === undefined) throw error;
      retry(1);
      await new Promise((resolve) => setTimeout(resolve, wait));
      retry(-1);
    }
  }
}

const applied = (people: RosterPerson[], { enrollmentIds, state }: Change): RosterPerson[] =>
  people.map((person) =>
    enrollmentIds.includes(person.enrollmentId)
      ? { ...person, attendance: { state, markedAt: null, markedBy: null } }
      : person,
  );
