import { expect, test } from "vitest";

import en from "@/lib/platform/i18n/messages/en/texting.json";
import ko from "@/lib/platform/i18n/messages/ko/texting.json";

import { type Check, checklist, checks, hindrances, type SetUp } from "./checklist";

const complete: SetUp = {
  accounts: [
    { provider: "twilio", channels: ["sms"], sender: "07012345678" },
    { provider: "smtp", channels: ["email"], sender: null },
  ],
  registered: new Set(["07012345678"]),
  proofs: new Set(["twilio"]),
  optOutNumber: true,
  businessName: true,
  contact: true,
  address: true,
  testMode: false,
  paused: false,
  tested: true,
};
const missing = (changes: Partial<SetUp>) =>
  checklist({ ...complete, ...changes })
    .filter(({ done }) => !done)
    .map(({ check }) => check);

test("nothing is missing where everything is there", () => {
  expect(missing({})).toEqual([]);
  expect(checklist(complete).map(({ check }) => check)).not.toContain("running");
});

const rows: [string, Partial<SetUp>, Check[]][] = [
  ["no account at all", { accounts: [] }, ["textAccount", "sender", "mailAccount"]],
  ["a sender without proof", { registered: new Set() }, ["sender"]],
  ["a proof of another number", { registered: new Set(["01000000000"]) }, ["sender"]],
  ["no proof for advertising", { proofs: new Set() }, ["advertisingProof"]],
  ["no 080 number", { optOutNumber: false }, ["optOutNumber"]],
  ["no name of the business", { businessName: false }, ["business"]],
  ["no contact", { contact: false }, ["business", "mailAddress"]],
  ["no address", { address: false }, ["mailAddress"]],
  ["test mode", { testMode: true }, ["everybody"]],
  ["paused", { paused: true }, ["running"]],
  ["never tested", { tested: false }, ["tested"]],
];
test.each(rows)("%s", (_, changes, expected) => expect(missing(changes)).toEqual(expected));

test("a Korean seller is certified: no proof is asked for", () => {
  const accounts = [{ provider: "solapi", channels: ["sms"], sender: "07012345678" }] as const;
  expect(checklist({ ...complete, accounts, proofs: new Set() }).map(({ check }) => check)).not.toContain(
    "advertisingProof",
  );
});

test("Today tells only of what holds up something planned", () => {
  const planned = [
    { channel: "sms", class: "transactional", count: 3 },
    { channel: "sms", class: "advertising", count: 2 },
  ];
  const stopped = (changes: Partial<SetUp>) =>
    hindrances(checklist({ ...complete, ...changes }), planned).map(({ check, count }) => [check, count]);
  expect(stopped({ registered: new Set() })).toEqual([["sender", 5]]);
  expect(stopped({ proofs: new Set() })).toEqual([["advertisingProof", 2]]);
  expect(stopped({ accounts: complete.accounts.slice(0, 1), tested: false })).toEqual([]);
  expect(stopped({ paused: true })).toEqual([["running", 5]]);
});

test.each(checks)("%s says in both languages what it is and what follows from its absence", (check) => {
  for (const { checklist: words } of [ko, en])
    expect([words.done[check], words.missing[check], words.without[check]]).toEqual([
      expect.any(String),
      expect.any(String),
      expect.any(String),
    ]);
});
