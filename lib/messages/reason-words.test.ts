import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

import enDecisions from "@/lib/platform/i18n/messages/en/decisions.json";
import en from "@/lib/platform/i18n/messages/en/messages.json";
import koDecisions from "@/lib/platform/i18n/messages/ko/decisions.json";
import ko from "@/lib/platform/i18n/messages/ko/messages.json";

import { inboundReview } from "./inbound-review";
import { outboxTabs } from "./outbox/tabs";
import { messageStates } from "./schema";

const rooms = ["messages", "follow-ups", "worker", "enrollments", "courses"].map((room) =>
  path.resolve(import.meta.dirname, "..", room),
);

/** Every key of this namespace that the rooms write down as a reason, and those that are put together from a class. */
function reasonKeys(): string[] {
  const files = rooms.flatMap((room) =>
    readdirSync(room)
      .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
      .map((file) => readFileSync(path.join(room, file), "utf8")),
  );
  const literal = files.flatMap((text) =>
    [...text.matchAll(/["'](messages\.[a-zA-Z]+(?:\.[a-zA-Z_]+)*)["']/g)].map(([, key]) => key as string),
  );
  // The kind of a decision that is no message's reason.
  const reasons = literal.filter((key) => key !== inboundReview);
  const classes = ["bad_number", "opted_out", "ads_refused", "config", "filtered", "other"];
  return [...new Set([...reasons, ...classes.map((one) => `messages.refused.${one}`)])].sort();
}

function wordsOf(messages: object, key: string): unknown {
  return key
    .split(".")
    .reduce<unknown>((inner, part) => (inner as Record<string, unknown> | undefined)?.[part], messages);
}

test.each(reasonKeys())("%s has words in both languages", (key) => {
  expect(wordsOf({ messages: ko }, key)).toBeTypeOf("string");
  expect(wordsOf({ messages: en }, key)).toBeTypeOf("string");
});

test("there are such keys, and a missing one would be noticed", () => {
  expect(reasonKeys()).toContain("messages.awaitingAttendance");
  expect(wordsOf({ messages: ko }, "messages.noSuchReason")).toBeUndefined();
});

test.each(messageStates)("the state %s has words and stands in one tab of the outbox", (state) => {
  expect(ko.states[state]).toBeTypeOf("string");
  expect(en.states[state]).toBeTypeOf("string");
  const tabs = Object.values(outboxTabs).filter((states) => (states as readonly string[]).includes(state));
  expect(tabs).toHaveLength(1);
});

test.each(["rule", "person", "severalFound", "neverFound"] as const)("the card %s has its detail", (card) => {
  expect(koDecisions.unclear.detail[card]).toContain("{text}");
  expect(enDecisions.unclear.detail[card]).toContain("{text}");
});

test.each([
  ["refused", "keep", "notARefusal"],
  ["agreed", "leave", "agree"],
] as const)("the card about a text that was %s has its words", (matter, ...options) => {
  for (const { inboundReview: words } of [koDecisions, enDecisions]) {
    const card: Record<string, string> = words[matter];
    expect(card["title"]).toContain("{name}");
    expect(card["detail"]).toContain("{text}");
    for (const option of options) expect(card[option]).toBeTypeOf("string");
    expect([words.kicker, words.customer]).toEqual([expect.any(String), expect.any(String)]);
  }
});
