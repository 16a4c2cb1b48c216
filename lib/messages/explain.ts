import { formatShort, formatWhen } from "@/lib/platform/formats/korean-time";
import { refusalWords } from "@/lib/platform/i18n/refusal-words";
import type { Locale } from "@/lib/platform/tenancy";
import { localDate } from "@/lib/platform/zoned-time";
import type { Reason } from "@/lib/rules/explain";

import type { Forecast } from "./forecast";
import type { MessageState } from "./schema";

/** All that an explanation is made of. What one place does not know it leaves out: the sentence says less then, and nothing untrue. */
export interface Explained {
  state: MessageState;
  /** The newest verdict (hold, wait, block …) and the message key of its reason. */
  verdict: string | null;
  reason: string | null;
  dueAt: Date;
  heldUntil: Date | null;
  submittedAt: Date | null;
  deliveredAt: Date | null;
  /** What would become of it as things stand; only of what has not left. */
  forecast: Pick<Forecast, "outcome" | "reason" | "until"> | null;
  /** The title of the rule that planned it; else the message key of why it was planned. */
  rule: string | null;
  because: string;
  /** Tests of its condition that do not hold (lib/rules/explain.ts). */
  failed: readonly Reason[];
  /** What it arrived as, where it left as something else. */
  deliveredAs: string | null;
}

type Words = Parameters<typeof refusalWords>[0];

export interface Speech {
  words: Words;
  zone: string;
  locale: Locale;
  now: Date;
}

/** What is said of a reason depends on whether it holds the message back by now, would stop it, or did; `any`: whichever it is. */
type Phase = "held" | "ahead" | "over" | "any";

/**
 * Why a message went, waits, or did not go, in one or two plain sentences. The one place that says so: the outbox, the message's page,
 * a customer's history and a run's messages all show this. Pure; words come from messages/{ko,en}/outbox.json, where a reason has none
 * of its own there, its stored sentence is said.
 */
export function explain(message: Explained, speech: Speech): string {
  const [lead, why] = sentences(message, speech);
  return [lead, why].filter(Boolean).join(" ");
}

function sentences(message: Explained, speech: Speech): (string | null)[] {
  const { state, reason } = message;
  const say = (key: string, at?: Date | null) =>
    speech.words(`outbox.explain.${key}` as never, { when: at ? whenWords(at, speech) : "" } as never);
  const left = message.submittedAt ?? message.dueAt;
  switch (state) {
    case "planned":
      return ahead(message, speech, say);
    case "held":
      return held(message, speech, say);
    case "claimed":
    case "submitting":
      return [say("leaving"), null];
    case "accepted":
    case "sent":
      return [say(state, left), because(message, speech)];
    case "delivered":
      return message.deliveredAs
        ? [say("deliveredOtherwise", message.deliveredAt ?? left), instead(message.deliveredAs, speech)]
        : [say("delivered", message.deliveredAt ?? left), because(message, speech)];
    case "undelivered":
      return [say("undelivered", left), why(reason, "over", speech)];
    case "failed":
      return [say("failed"), why(reason, "over", speech)];
    case "blocked":
      return [say("blocked"), why(reason, "over", speech)];
    case "unclear":
      return [say("unclear", left), why(reason, "over", speech)];
    case "expired":
      return [say("expired"), reason === expired ? null : why(reason, "over", speech)];
    case "cancelled":
      // The gate's reasons say why, each other reason says by itself that it does not go.
      if (reason?.startsWith("gate.reasons.") && reason !== stale)
        return [say("cancelled"), why(reason, "over", speech)];
      return [why(reason, "over", speech) ?? say("cancelled"), conditionWords(message, speech)];
  }
}

const expired = "gate.reasons.EXPIRED";
const stale = "gate.reasons.STALE_PLAN";
type Say = (key: string, at?: Date | null) => string;

function ahead(message: Explained, speech: Speech, say: Say): (string | null)[] {
  const { forecast, dueAt } = message;
  if (!forecast) return [say("planned", dueAt), because(message, speech)];
  switch (forecast.outcome) {
    case "send":
      return [dueAt > speech.now ? say("goes", dueAt) : say("goesSoon"), because(message, speech)];
    case "hold":
      return [say("goes", forecast.until ?? dueAt), why(forecast.reason, "any", speech)];
    case "wait":
      return [say("waits"), why(forecast.reason, "any", speech)];
    case "block":
    case "expire":
      return [say("wouldNot"), why(forecast.reason, "ahead", speech)];
    case "undecided":
      return forecast.reason === "messages.dependsOnAttendance"
        ? [say("undecided"), why(forecast.reason, "ahead", speech)]
        : [say("wouldNot"), conditionWords(message, speech) ?? why(forecast.reason, "ahead", speech)];
  }
}

/** A held one is told by what would become of it, if that is worse than waiting. */
function held(message: Explained, speech: Speech, say: Say): (string | null)[] {
  const { forecast, verdict, reason, heldUntil } = message;
  if (forecast && ["block", "expire"].includes(forecast.outcome)) return ahead(message, speech, say);
  const reasonNow = why(reason ?? forecast?.reason ?? null, "held", speech);
  return verdict === "hold" && heldUntil ? [say("goes", heldUntil), reasonNow] : [say("waits"), reasonNow];
}

/** Why a message could not go now, whatever its own time is. */
export const whyNot = (reason: string | null, speech: Speech): string => why(reason, "any", speech) ?? "";

/** The reason's words for this phase, else for any, else the sentence that is stored for it. */
function why(reason: string | null, phase: Phase, { words }: Speech): string | null {
  if (!reason) return null;
  const name = reason.split(".").at(-1);
  const own = [`outbox.explain.why.${phase}.${name}`, `outbox.explain.why.any.${name}`].find((key) =>
    words.has(key as never),
  );
  if (own) return words(own as never);
  return words.has(reason as never) ? refusalWords(words, { reason }) : null;
}

/** Which rule sends it; else why it was planned at all. */
function because({ rule, because: planned }: Explained, { words }: Speech): string | null {
  if (rule) return words("outbox.explain.rule" as never, { rule } as never);
  return words.has(planned as never) ? words(planned as never) : null;
}

function instead(deliveredAs: string, { words }: Speech): string | null {
  const key = `outbox.explain.instead.${deliveredAs}`;
  return words.has(key as never) ? words(key as never) : null;
}

/** What is otherwise than the condition asks, one thing: more would be a list and not a sentence. */
function conditionWords({ failed }: Explained, { words }: Speech): string | null {
  const [first] = failed;
  if (!first) return null;
  const base = `outbox.explain.condition.${first.test.fact}`;
  const actual = first.actual === null || first.actual === undefined ? "none" : String(first.actual);
  const state = `enrollments.states.${actual}`;
  const keys = [`${base}.${actual}`, `${base}.other`];
  const key = keys.find((one) => words.has(one as never)) ?? "outbox.explain.condition.other";
  return words(key as never, { value: words.has(state as never) ? words(state as never) : actual } as never);
}

/** The year is said only where it is another than now. */
function whenWords(at: Date, { zone, locale, now }: Speech): string {
  const year = (date: Date) => localDate(date, zone).slice(0, 4);
  return year(at) === year(now) ? formatShort(at, zone, locale) : formatWhen(at, zone, locale);
}
