import { formatDate, formatWhen } from "@/lib/platform/formats/korean-time";
import { localOf } from "@/lib/platform/zoned-time";
import type { Condition, FactTest, Moment } from "@/lib/rules/rules";

import type { FactInfo, Unit } from "./catalogue";
import { type Plain, plain, quoted, type SentenceGround, valueWords } from "./plain";

const happenings: Readonly<
  Record<string, { did: string; didNot: string; last: string; some: string; none: string }>
> = {
  "customer.createdAt": {
    did: "were added",
    didNot: "were not added",
    last: "were added",
    some: "were added at a known time",
    none: "were added at no known time",
  },
  "enrollment.lastAppliedAt": {
    did: "applied",
    didNot: "did not apply",
    last: "last applied",
    some: "have applied",
    none: "have never applied",
  },
  "attendance.lastAt": {
    did: "attended",
    didNot: "did not attend",
    last: "last attended",
    some: "have attended",
    none: "have never attended",
  },
  "message.lastSentAt": {
    did: "got a text",
    didNot: "got no text",
    last: "last got a text",
    some: "have got a text",
    none: "have never got a text",
  },
  "message.lastReceivedAt": {
    did: "sent us a text",
    didNot: "sent us no text",
    last: "last sent us a text",
    some: "have sent us a text",
    none: "have never sent us a text",
  },
  "message.lastOpenedAt": {
    did: "opened a link in a message",
    didNot: "opened no link in a message",
    last: "last opened a link in a message",
    some: "have opened a link in a message",
    none: "have never opened a link in a message",
  },
};

/** Lists by what one has in them; `some` and `none` where nothing particular is asked for. */
const lists: Readonly<Record<string, { has: string; hasNot: string; some: string; none: string }>> = {
  "customer.tags": {
    has: "have the tag",
    hasNot: "do not have the tag",
    some: "have a tag",
    none: "have no tag",
  },
  "customer.groups": {
    has: "are in the group",
    hasNot: "are not in the group",
    some: "are in a group",
    none: "are in no group",
  },
  "enrollment.courses": {
    has: "applied to",
    hasNot: "did not apply to",
    some: "applied to a course",
    none: "applied to no course",
  },
  "enrollment.openCourses": {
    has: "are signed up for",
    hasNot: "are not signed up for",
    some: "are signed up for a course",
    none: "are signed up for no course",
  },
  "enrollment.states": {
    has: "have an application that is",
    hasNot: "have no application that is",
    some: "have an application",
    none: "have no application",
  },
  "attendance.courses": {
    has: "attended",
    hasNot: "did not attend",
    some: "attended a course",
    none: "attended no course",
  },
};

const units: Readonly<Record<Unit, string>> = { times: "", texts: "", percent: "%", month: "", tasks: "" };

export function sentenceEn(condition: Condition, ground: SentenceGround): string {
  const tree = plain(condition);
  if ("join" in tree && tree.parts.length === 0)
    return tree.join === "and" ? "All customers" : "No customers";
  return `Customers ${clause(tree, ground)}`;
}

/** What is so with one customer: "They have the tag ‘Regular’". */
export const statementEn = (test: FactTest, holds: boolean, ground: SentenceGround): string =>
  clause(plain(test, holds), ground)
    .replace(/^who /, "They ")
    .replace(/^whose /, "Their ")
    .replace(/^other than/, "They are not among");

function clause(tree: Plain, ground: SentenceGround): string {
  if ("test" in tree) return ofTest(tree.test, tree.holds, ground);
  const { join, parts } = tree;
  if (parts.length === 0) return join === "and" ? "of any kind" : "of no kind";
  return parts
    .map((part) =>
      "test" in part || part.parts.length === 0 ? clause(part, ground) : `(${clause(part, ground)})`,
    )
    .join(` ${join} `);
}

const gone = "something deleted";

function ofTest(test: FactTest, holds: boolean, ground: SentenceGround): string {
  const info = ground.facts.get(test.fact);
  const name = nameOf(test, info);
  const be = `whose ${name} ${holds ? "is" : "is not"}`;
  const words = (value: string | number | boolean) => quoted(valueWords(info, value, gone));
  switch (test.is) {
    case "exists":
      return existence(test, name, info);
    case "eq":
    case "ne":
      if (typeof test.value === "boolean") return flag(test.value, holds, name, info);
      return `${be} ${number(test.value, info) ?? words(test.value)}`;
    case "in":
      return `${be} one of ${test.value.map(words).join(", ") || "nothing"}`;
    case "contains":
      return containing(test, holds, name, info);
    case "lt":
      return `${be} less than ${number(test.value, info)}`;
    case "lte":
      return `${be} at most ${number(test.value, info)}`;
    case "gte":
      return `${be} at least ${number(test.value, info)}`;
    case "gt":
      return `${be} more than ${number(test.value, info)}`;
    case "before":
    case "after":
      return time(test, holds, name, ground);
  }
}

function nameOf({ fact }: FactTest, info: FactInfo | undefined): string {
  if (!info) return `item that no longer exists (${fact})`;
  return info.group === "answer" ? `answer to ${quoted(info.label)}` : info.label;
}

const monthNames = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

function number(value: string | number | boolean, info: FactInfo | undefined): string | null {
  if (typeof value !== "number") return null;
  const month = info?.unit === "month" ? monthNames[value - 1] : undefined;
  return month ?? `${value.toLocaleString("en-US")}${info?.unit ? units[info.unit] : ""}`;
}

function existence(
  { fact, value }: Extract<FactTest, { is: "exists" }>,
  name: string,
  info: FactInfo | undefined,
) {
  const known = happenings[fact] ?? lists[fact];
  if (known) return `who ${value ? known.some : known.none}`;
  if (fact === "enrollment.nextSessionAt") return `who have ${value ? "a" : "no"} class to come`;
  if (info?.group === "answer") return `who ${value ? "answered" : "did not answer"} ${quoted(info.label)}`;
  return `whose ${name} is ${value ? "known" : "not known"}`;
}

function flag(value: boolean, holds: boolean, name: string, info: FactInfo | undefined): string {
  if (info?.group === "person") return `who ${value === holds ? "have" : "do not have"} ${name}`;
  return `whose ${name} ${holds ? "is" : "is not"} ${value ? "‘yes’" : "‘no’"}`;
}

function containing(
  { fact, value }: Extract<FactTest, { is: "contains" }>,
  holds: boolean,
  name: string,
  info: FactInfo | undefined,
): string {
  const list = lists[fact];
  if (list) return `who ${holds ? list.has : list.hasNot} ${quoted(valueWords(info, value, gone))}`;
  if (info?.kind === "keys")
    return `whose ${name} ${holds ? "includes" : "does not include"} ${quoted(valueWords(info, value, gone))}`;
  return `whose ${name} ${holds ? "contains" : "does not contain"} ${quoted(String(value))}`;
}

type TimeTest = Extract<FactTest, { is: "before" | "after" }>;

function time(test: TimeTest, holds: boolean, name: string, ground: SentenceGround): string {
  const happening = happenings[test.fact];
  const past = spanBack(test.value);
  if (happening && test.is === "after" && (past || typeof test.value === "string")) {
    const when = past ? `in the last ${past}` : sinceWords(test.value as string, ground);
    return `who ${holds ? happening.did : happening.didNot} ${when}`;
  }
  if (happening && past)
    return holds
      ? `who ${happening.last} more than ${past} ago`
      : `other than those who ${happening.last} more than ${past} ago`;
  const ahead = spanAhead(test.value);
  if (test.fact === "enrollment.nextSessionAt" && test.is === "before" && ahead)
    return `who have ${holds ? "a" : "no"} class in the next ${ahead}`;
  return `whose ${name} ${holds ? "is" : "is not"} ${pointWords(test, ground)}`;
}

const plural = (count: number, word: string) =>
  `${count.toLocaleString("en-US")} ${word}${count === 1 ? "" : "s"}`;

const span = (days: number, hours: number) =>
  [days ? plural(days, "day") : "", hours ? plural(hours, "hour") : ""]
    .filter((part) => part !== "")
    .join(" ");

function spanBack(moment: Moment): string | null {
  if (typeof moment === "string") return null;
  const { days = 0, hours = 0 } = moment;
  return days > 0 || hours > 0 || (days === 0 && hours === 0) ? null : span(-days, -hours);
}

function spanAhead(moment: Moment): string | null {
  if (typeof moment === "string") return null;
  const { days = 0, hours = 0 } = moment;
  return days < 0 || hours < 0 || (days === 0 && hours === 0) ? null : span(days, hours);
}

function pointWords({ is, value }: TimeTest, ground: SentenceGround): string {
  if (typeof value === "string")
    return is === "after"
      ? sinceWords(value, ground).replace("since", "on or after")
      : `before ${dayWords(new Date(value), ground)}`;
  const [back, ahead] = [spanBack(value), spanAhead(value)];
  const point = back ? `${back} ago` : ahead ? `${ahead} from now` : "now";
  return `${is === "after" ? "later" : "earlier"} than ${point}`;
}

const sinceWords = (value: string, ground: SentenceGround) =>
  `since ${dayWords(new Date(Date.parse(value) + 1), ground)}`;

const dayWords = (instant: Date, { zone }: SentenceGround) =>
  localOf(instant, zone).time === "00:00" ? formatDate(instant, zone, "en") : formatWhen(instant, zone, "en");
