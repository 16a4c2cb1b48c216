import fc from "fast-check";
import { expect, test } from "vitest";
import { afterUnclear, mayBeSentAgain, type UnclearMessage } from "./resend-rule";

const minute = (minutes: number) => new Date(Date.UTC(2026, 10, 23, 5, minutes));
const notice: UnclearMessage = {
  resendClass: "notice",
  postedAt: minute(0),
  emptyListings: [minute(3), minute(13), minute(63)],
  resends: 0,
  usefulUntil: minute(600),
};

test("a notice is resent once, 70 minutes after the POST and ten after the last empty listing", () => {
  expect(afterUnclear(notice, minute(72))).toEqual({
    outcome: "wait",
    until: minute(73),
    personMayResend: true,
  });
  expect(afterUnclear(notice, minute(73))).toEqual({ outcome: "resend", personMayResend: true });
  const early = { ...notice, emptyListings: [minute(3), minute(5), minute(8)] };
  expect(afterUnclear(early, minute(69))).toMatchObject({ outcome: "wait", until: minute(70) });
  expect(afterUnclear(early, minute(70)).outcome).toBe("resend");
  expect(afterUnclear({ ...notice, resends: 1 }, minute(200))).toEqual({
    outcome: "park",
    personMayResend: true,
  });
});

test("a notice waits for its third listing, and is parked when it is of no use any more", () => {
  const twoListings = { ...notice, emptyListings: notice.emptyListings.slice(0, 2) };
  expect(afterUnclear(twoListings, minute(300))).toEqual({
    outcome: "wait",
    until: null,
    personMayResend: true,
  });
  expect(afterUnclear(notice, minute(600))).toEqual({ outcome: "park", personMayResend: false });
});

test("codes are dropped, sequences parked", () => {
  expect(afterUnclear({ ...notice, resendClass: "code" }, minute(73)).outcome).toBe("drop");
  expect(afterUnclear({ ...notice, resendClass: "sequence" }, minute(73))).toEqual({
    outcome: "park",
    personMayResend: true,
  });
});

test("only a notice is ever resent, and never before its time", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("code", "notice", "sequence") as fc.Arbitrary<UnclearMessage["resendClass"]>,
      fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 5 }),
      fc.nat(2),
      fc.integer({ min: 0, max: 400 }),
      (resendClass, listings, resends, at) => {
        const message = { ...notice, resendClass, emptyListings: listings.map(minute), resends };
        if (afterUnclear(message, minute(at)).outcome !== "resend") return;
        expect(resendClass).toBe("notice");
        expect(resends).toBe(0);
        expect(at).toBeGreaterThanOrEqual(Math.max(70, ...listings.map((l) => l + 10)));
      },
    ),
    { numRuns: 10_000 },
  );
});

test.each([
  ["a notice that did not arrive", {}, null],
  ["one that nobody knows of", { state: "unclear" }, null],
  ["a step of a sequence", { resendClass: "sequence" as const }, null],
  ["a code", { resendClass: "code" as const }, "code"],
  ["one that arrived", { state: "delivered" }, "notEnded"],
  ["one that the gate blocked", { state: "blocked" }, "notEnded"],
  ["one that was sent again", { sentAgain: true }, "already"],
  ["one whose person stopped the carrier", { optedOut: true }, "optedOut"],
  ["one of no use any more", { usefulUntil: minute(0) }, "tooLate"],
])("a person may send again: %s", (_what, given, reason) => {
  const ended = {
    state: "failed",
    resendClass: "notice" as const,
    optedOut: false,
    sentAgain: false,
    usefulUntil: null,
  };
  expect(mayBeSentAgain({ ...ended, ...given }, minute(0))).toEqual(
    reason ? { allowed: false, reason: `outbox.again.${reason}` } : { allowed: true },
  );
});
