import { describe, expect, test } from "vitest";
import { newNonce, pageCsp } from "./csp";

/** What G33 asks of a policy: inline scripts and eval stay impossible. Returns what is wrong with it. */
function weaknesses(policy: string): string[] {
  const directives = new Map(
    policy.split(";").map((part) => {
      const [name = "", ...sources] = part.trim().split(/\s+/);
      return [name, sources] as const;
    }),
  );
  const scripts = directives.get("script-src") ?? directives.get("default-src") ?? ["*"];
  const found = scripts.filter((source) =>
    ["'unsafe-inline'", "'unsafe-eval'", "*", "data:", "https:"].includes(source),
  );
  for (const [name, wanted] of [
    ["frame-ancestors", "'none'"],
    ["base-uri", "'self'"],
    ["object-src", "'none'"],
  ] as const) {
    if (directives.get(name)?.join(" ") !== wanted) found.push(`${name} is not ${wanted}`);
  }
  return found;
}

describe("the policy of a page", () => {
  test("lets no inline script and no eval run", () => {
    expect(weaknesses(pageCsp("abc"))).toEqual([]);
  });

  test("control: the same check sees a weak policy", () => {
    const weak = pageCsp("abc")
      .replace("'strict-dynamic'", "'unsafe-inline'")
      .replace("base-uri 'self'", "base-uri *");
    expect(weaknesses(weak)).toEqual(["'unsafe-inline'", "base-uri is not 'self'"]);
  });

  test("allows eval only while developing", () => {
    expect(weaknesses(pageCsp("abc", { development: true }))).toEqual(["'unsafe-eval'"]);
  });

  test("has a new nonce over 100 loads", () => {
    expect(new Set(Array.from({ length: 100 }, newNonce)).size).toBe(100);
  });

  test("lets a sign-in form lead to a configured provider, and nowhere else", () => {
    expect(pageCsp("abc", { formActions: ["https://kauth.kakao.com"] })).toMatch(
      /form-action 'self' https:\/\/kauth\.kakao\.com$/,
    );
    expect(pageCsp("abc")).toMatch(/form-action 'self'$/);
  });
});
