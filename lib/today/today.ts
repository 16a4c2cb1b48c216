import { dueTasks, type TaskLine } from "@/lib/customers/tasks/task-list";
import { type OpenDecision, openDecisions } from "@/lib/decisions/decisions";
import { type UpcomingGroup, upcoming } from "@/lib/messages/message-list";
import type { HeldUp } from "@/lib/messages/readiness/checklist";
import { heldUp } from "@/lib/messages/readiness/readiness";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";

import { type DoneSince, doneSince } from "./done-since";
import { type NextSession, nextSessionAfter, sessionsOn, type TodaysSession } from "./sessions";
import { beginVisit } from "./visit";

export interface Today {
  /** Business time of this answer. */
  now: Date;
  /** The nearest deadline first; empty for who may not answer. */
  decisions: OpenDecision[];
  sessions: TodaysSession[];
  /** What this member, or nobody in particular, has to do by today; the overdue first. */
  tasks: TaskLine[];
  /** The first session after today, to say on an empty day. */
  nextSession: NextSession | null;
  /** What goes out within 24 hours, as things stand. */
  upcoming: UpcomingGroup[];
  /** What the set-up lacks and planned messages need. */
  heldUp: HeldUp[];
  done: DoneSince | null;
}

/** Who looks: what they may see decides what is asked at all. */
export interface Onlooker {
  membershipId: string;
  zone: string;
  /** An instructor sees sessions of these courses only, and nothing else. */
  ownCoursesOnly: string | null;
}

const upcomingHours = 24;

/** Everything of the Today page at one moment. Opening it counts as a visit (see visit.ts). */
export async function todayFor(tenant: TenantScope, looks: Onlooker): Promise<Today> {
  return inTransaction(tenant, async (tx) => {
    const sessions = await sessionsOn(tx, looks.zone, looks.ownCoursesOnly);
    const nextSession =
      sessions.length > 0 ? null : await nextSessionAfter(tx, looks.zone, looks.ownCoursesOnly);
    if (looks.ownCoursesOnly)
      return {
        now: tx.now,
        decisions: [],
        sessions,
        tasks: [],
        nextSession,
        upcoming: [],
        heldUp: [],
        done: null,
      };
    const visit = await beginVisit(tx, looks.membershipId);
    return {
      now: tx.now,
      decisions: await openDecisions(tx),
      sessions,
      tasks: await dueTasks(tx, looks.zone, looks.membershipId),
      nextSession,
      upcoming: await upcoming(tx, upcomingHours),
      heldUp: await heldUp(tx),
      done: await doneSince(tx, visit),
    };
  });
}
