import { courseKinds } from "@/lib/courses/schema";
import library from "./starter-library.json" with { type: "json" };

/** When in a customer's way a text is said, in that order. */
export const moments = [
  "received",
  "waitlisted",
  "offered",
  "awaiting_payment",
  "payment_reminder",
  "confirmed",
  "d7",
  "d3",
  "d1",
  "same_day",
  "online_link",
  "started",
  "thanks",
  "survey_reminder",
  "absent",
  "moved",
  "cancelled",
  "refunded",
  "certificate",
  "next_course",
  "early_bird",
  "study_group",
  "coaching_booked",
  "coaching_reminder",
  "coaching_changed",
  "birthday",
  "reconfirmation",
  "result_notice",
  "guardian",
  "other",
] as const;

export type Moment = (typeof moments)[number];

/** For what sort of course the words are: "all" fit each, the others say something that is so only there. */
export const wordingKinds = ["all", ...courseKinds.filter((kind) => kind !== "video"), "online"] as const;
export type WordingKind = (typeof wordingKinds)[number];

export interface Place {
  moment: Moment;
  kind: WordingKind;
}

/** The texts a follow-up of the starter sends. */
const followUpTexts: Record<string, Moment> = {
  awaiting_approval: "received",
  waitlisted: "waitlisted",
  offered: "offered",
  awaiting_payment: "awaiting_payment",
  confirmed: "confirmed",
  day_before: "d1",
  same_day: "same_day",
  thanks: "thanks",
  invitation: "next_course",
  moved: "moved",
  session_cancelled: "cancelled",
  cancelled: "cancelled",
  declined: "cancelled",
  consent_result: "result_notice",
  reconfirmation: "reconfirmation",
  guardian: "guardian",
};

const places = new Map<string, Place>([
  ...Object.entries(followUpTexts).map(([key, moment]): [string, Place] => [key, { moment, kind: "all" }]),
  ...library.map(({ key, moment, kind }): [string, Place] => [key, { moment, kind } as Place]),
]);

/** Where a template belongs, by its key; one that is not ours stands under "other". */
export const placeOf = (key: string): Place => places.get(key) ?? { moment: "other", kind: "all" };
