import { describe, expect, it } from "vitest";

import { purposesNow, type StandingFacts } from "./standing";

const since = new Date("2026-11-23T03:00:00Z");
const given = { given: true, basis: "given", source: "application_form", since };
const all: StandingFacts = {
  reachable: true,
  refusal: null,
  said: { collection: given, marketing: given, advertising: given, night: given },
  reconfirmationMissedAt: null,
  guardianMissing: false,
};

/** "advertising refused", for the purposes that are not allowed. */
const against = (facts: Partial<StandingFacts>) =>
  purposesNow({ ...all, ...facts }).flatMap(({ purpose, allowed, reason }) =>
    allowed ? [] : [`${purpose} ${reason}`],
  );

describe("what holds now, and why", () => {
  it("allows what the person said yes to", () => {
    expect(against({})).toEqual([]);
  });

  it("names the strictest reason first: the carrier, the refusal, the word, the guardian, the missed confirmation, the number", () => {
    const everything: Partial<StandingFacts> = {
      reachable: false,
      refusal: { scope: "all", source: "inbound", since },
      said: { ...all.said, advertising: { ...given, given: false } },
      reconfirmationMissedAt: since,
      guardianMissing: true,
    };
    const reasonOf = (facts: Partial<StandingFacts>) => against(facts)[0];
    expect(reasonOf(everything)).toBe("advertising stopped");
    expect(reasonOf({ ...everything, refusal: { scope: "advertising", source: "link", since } })).toBe(
      "advertising refused",
    );
    expect(reasonOf({ ...everything, refusal: null })).toBe("advertising withdrawn");
    expect(reasonOf({ reachable: false, reconfirmationMissedAt: since, guardianMissing: true })).toBe(
      "advertising guardianNeeded",
    );
    expect(reasonOf({ reachable: false, reconfirmationMissedAt: since })).toBe(
      "advertising reconfirmationMissed",
    );
    expect(reasonOf({ reachable: false })).toBe("advertising noNumber");
  });

  it("takes an owner's file for no consent", () => {
    expect(against({ said: { ...all.said, advertising: { ...given, basis: "claimed" } } })).toEqual([
      "advertising claimed",
      "night needsAdvertising",
    ]);
  });

  it("says of the night that it needs the day, and of the day nothing about the night", () => {
    expect(against({ said: { advertising: given } })).toEqual([
      "collection never",
      "marketing never",
      "night never",
    ]);
    expect(against({ refusal: { scope: "advertising", source: "link", since } })).toEqual([
      "advertising refused",
      "night needsAdvertising",
    ]);
  });
});
