import { describe, expect, test } from "vitest";
import { ourOrigin } from "./request-origin";

const live = { baseUrl: "https://dangol.example", isDemo: false };
const demo = { baseUrl: "http://localhost:3000", isDemo: true };

describe("an origin", () => {
  test("is ours only when it is the site's own", () => {
    expect(ourOrigin({ origin: "https://dangol.example", host: "10.0.0.5" }, live)).toBe(true);
  });

  test.each([
    ["missing", null],
    ["null", "null"],
    ["another site", "https://evil.example"],
    ["a part of ours in another", "https://dangol.example.evil.example"],
    ["our name in another scheme", "http://dangol.example"],
    ["another port", "https://dangol.example:444"],
    ["a sister of ours", "https://blog.dangol.example"],
  ])("is refused when %s", (_, origin) => {
    expect(ourOrigin({ origin, host: "dangol.example" }, live)).toBe(false);
  });

  test("in a demo may be another private name of the machine, the same as Host", () => {
    expect(ourOrigin({ origin: "http://127.0.0.1:3000", host: "127.0.0.1:3000" }, demo)).toBe(true);
    expect(ourOrigin({ origin: "http://127.0.0.1:3000", host: "127.0.0.1:3000" }, live)).toBe(false);
    expect(ourOrigin({ origin: "http://127.0.0.1:9999", host: "127.0.0.1:3000" }, demo)).toBe(false);
    expect(ourOrigin({ origin: "http://rebound.example:3000", host: "rebound.example:3000" }, demo)).toBe(
      false,
    );
  });
});
