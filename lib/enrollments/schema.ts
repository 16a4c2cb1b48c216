import type { ConsentPurpose } from "@/lib/customers/schema";

import type { AttendanceState, EnrollmentState } from "./states";

/** How somebody came to be enrolled. */
export type Origin = "web" | "staff" | "import" | "walk_in";

export interface Enrollment {
  id: string;
  runId: string;
  poolId: string;
  customerId: string;
  state: EnrollmentState;
  places: number;
  version: number;
}

/** What an application did. `existing` made nothing new: the person already has an open enrollment in this run. */
export interface Applied {
  enrollmentId: string;
  customerId: string;
  state: EnrollmentState;
  outcome: "made" | "existing";
}

/** Where and under which words the boxes were ticked. Left out, our own texts and the tenant's language are meant. */
export interface ApplicationEvidence {
  locale: "ko" | "en";
  /** "application_form", "staff", "import" … */
  source: string;
  page?: string | undefined;
  ipHash?: string | undefined;
  userAgent?: string | undefined;
  basis?: "given" | "claimed";
  /** Somebody else's form: its own version and hash. */
  text?: { version: string; hash: string };
}

export interface Application {
  runId: string;
  /** As typed. */
  name: string;
  phone: string;
  shop?: string | undefined;
  trade?: string | undefined;
  /** How they heard of it. */
  heardFrom?: string | undefined;
  places?: number | undefined;
  waitIfFull: boolean;
  consents: readonly ConsentPurpose[];
  /** A child under 14 applies: then `phone` is the guardian's, and the guardian must confirm. */
  guardian?: { name: string } | undefined;
  /** What the form sent for each extra question, by its key. */
  answers?: Readonly<Record<string, readonly string[]>> | undefined;
  evidence: ApplicationEvidence;
  origin?: Origin;
  referrer?: string | undefined;
  /** The form's random key: the same form sent twice has one effect. */
  idempotencyKey?: string | undefined;
}

/** One line of a run's roster. */
export interface RosterPerson {
  enrollmentId: string;
  customerId: string;
  name: string;
  shop: string | null;
  lastFour: string | null;
  state: EnrollmentState;
  /** The guardian of a child was asked and did not answer yet. */
  awaitsGuardian: boolean;
  places: number;
  /** Earlier runs this person came to. */
  visits: number;
  /** What is still to be paid, in won. */
  dueWon: number;
  waitlistedAt: Date | null;
  attendance: { state: AttendanceState; markedAt: Date | null; markedBy: string | null };
}

/** By what somebody was marked. */
export type AttendanceMeans = "code" | "wall" | "last_four" | "tap" | "all_present" | "default";
