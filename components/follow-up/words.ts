import type { FollowUpBody } from "@/lib/follow-ups/schema";
import type { MessageClass } from "@/lib/messages/message-class";
import type { Condition } from "@/lib/rules/rules";

/** As much of a translator of `followUps` as this needs. */
type Words = (key: never, values?: never) => string;

const say = (words: Words, key: string, values: Record<string, string | number> = {}): string =>
  words(key as never, values as never);

/** "수업 전날 오전 10시 · 회차마다": when a step goes, as people say it. `clock` words a time of day ("10:00"). */
export function whenWords(words: Words, body: FollowUpBody, clock: (time: string) => string): string {
  const wait = body.steps[0]?.wait;
  if (!wait) return "";
  const { relativeTo, days = 0, hours = 0, atLocalTime } = wait;
  const time = atLocalTime ? clock(atLocalTime) : "";
  if (relativeTo === "event") return fromEventWords(words, days, time);
  const parts = [
    atLocalTime
      ? say(words, days < 0 || relativeTo === "session_start" ? "when.before" : "when.after", {
          days: Math.abs(days),
          time,
        })
      : say(words, hours < 0 ? "when.hoursBefore" : "when.hoursAfter", { hours: Math.abs(hours) }),
  ];
  if (!atLocalTime) parts.push(say(words, "when.polite"));
  if (body.sessions !== "first") parts.push(say(words, `when.${body.sessions}`));
  return parts.join(" · ");
}

/** Counted from what happened, or back from what is due. */
function fromEventWords(words: Words, days: number, time: string): string {
  if (days < 0) return say(words, "when.beforeDue", { days: -days, time });
  return days > 0 ? say(words, "when.nextDay", { days, time }) : say(words, "when.atOnce");
}

/** "수업에 온 분 · 광고 문자에 동의한 분": to whom, as a sentence of the condition. */
export function whoWords(words: Words, body: FollowUpBody, messageClass: MessageClass): string {
  const keys = [...new Set(conditionKeys(body.steps[0]?.condition))];
  if (keys.includes("came")) keys.splice(0, keys.length, ...keys.filter((key) => key !== "inRun"));
  if (keys.length === 0) keys.push(fallback[body.trigger] ?? "everyone");
  if (messageClass === "advertising") keys.push("consent");
  return keys.map((key) => say(words, `who.${key}`)).join(" · ");
}

const fallback: Record<string, string> = {
  "session.cancelled": "inRun",
  "consent.changed": "consentChanged",
  "consent.reconfirmation_due": "consentKept",
  "guardian.asked": "guardianAsked",
};

const states = [
  "confirmed",
  "waitlisted",
  "awaiting_approval",
  "awaiting_payment",
  "offered",
  "cancelled",
  "declined",
];

function conditionKeys(condition: Condition | undefined): string[] {
  if (!condition) return [];
  if ("all" in condition) return condition.all.flatMap(conditionKeys);
  if (!("fact" in condition)) return ["other"];
  const value = "value" in condition ? condition.value : undefined;
  switch (condition.fact) {
    case "enrollment.state":
      return typeof value === "string" && states.includes(value) ? [value] : ["inRun"];
    case "attendance.state":
      return ["came"];
    case "course.next":
      return ["next"];
    default:
      return ["other"];
  }
}
