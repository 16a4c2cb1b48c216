import { expect, test } from "vitest";
import en from "@/lib/platform/i18n/messages/en/gate.json";
import ko from "@/lib/platform/i18n/messages/ko/gate.json";
import { gateReasons } from "./gate-facts";

test("every reason has words in both languages, and says what to do", () => {
  for (const words of [ko, en]) {
    expect(Object.keys(words.reasons).sort()).toEqual([...gateReasons].sort());
    expect(Object.keys(words.labels).sort()).toEqual([...gateReasons].sort());
  }
});

test("the Korean words are polite sentences that end with what to do", () => {
  for (const sentence of Object.values(ko.reasons)) expect(sentence).toMatch(/요\.$/);
});

test("nobody is sent to a setting that does not exist: these have one", () => {
  for (const words of [ko, en]) {
    const sentToSettings = Object.entries(words.reasons).filter(([, words]) => /설정|settings/i.test(words));
    expect(sentToSettings.map(([reason]) => reason).sort()).toEqual([
      "BUDGET",
      "COUNTRY_CAP",
      "COUNTRY_NOT_ALLOWED",
      "COUNTRY_UNREACHED",
      "DAY_CAP",
      "HOUR_CAP",
      "NO_CONTACT",
      "ROUTE_KR_AD",
      "SENDER_NOT_REGISTERED",
      "SENDING_PAUSED",
      "TEST_MODE",
    ]);
  }
});
