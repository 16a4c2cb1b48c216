import { unstable_doesMiddlewareMatch as doesProxyMatch } from "next/experimental/testing/server";
import { NextRequest } from "next/server";
import { describe, expect, test } from "vitest";
import { reservedWords } from "./lib/platform/reserved-words";
import { config, proxy } from "./proxy";

const passes = (url: string) => doesProxyMatch({ config, nextConfig: {}, url });
const answer = (path: string, headers: Record<string, string> = {}) =>
  proxy(new NextRequest(`http://localhost:3000${path}`, { headers }));
const nonceOf = (response: Response) =>
  /'nonce-([^']+)'/.exec(response.headers.get("content-security-policy") ?? "")?.[1];

describe("which pages pass the proxy", () => {
  test.each([
    "/",
    "/demo",
    "/demo/lecture",
    "/demo/privacy",
    "/_next/static/chunks/a.js",
    "/fonts/a/b/c.woff2",
  ])("%s does not", (path) => expect(passes(path)).toBe(false));

  test.each([
    "/signin",
    "/my/secret",
    "/t/demo",
    "/t/demo/customers/1",
    "/demo/lecture/apply",
    "/dev/ui",
    "/operator",
    "/api/v1/customers",
    "/nowhere/at/all/really",
  ])("%s does", (path) => expect(passes(path)).toBe(true));

  test("every page it names is a reserved word, so no tenant can stand there", () => {
    const named = /\(([a-z|-]+)\)/.exec(config.matcher[0] as string)?.[1]?.split("|") ?? [];
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((word) => !reservedWords.has(word))).toEqual([]);
  });
});

describe("what the proxy adds", () => {
  test("a nonce that differs over 100 loads", () => {
    expect(new Set(Array.from({ length: 100 }, () => nonceOf(answer("/t/demo/today")))).size).toBe(100);
  });

  test("the nonce Next reads is the one the browser gets, whatever the visitor sent", () => {
    const response = answer("/t/demo/today", {
      "x-nonce": "mine",
      "content-security-policy": "script-src 'nonce-mine'",
    });
    expect(response.headers.get("x-middleware-request-x-nonce")).toBe(nonceOf(response));
    expect(response.headers.get("x-middleware-request-content-security-policy")).toBe(
      response.headers.get("content-security-policy"),
    );
    expect(nonceOf(response)).not.toBe("mine");
  });

  test("a policy for machines that lets nothing run", () => {
    expect(answer("/api/v1/customers").headers.get("content-security-policy")).toMatch(/^default-src 'none'/);
  });
});
