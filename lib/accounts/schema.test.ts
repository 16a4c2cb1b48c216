import { expect, test } from "vitest";

import { ownPath } from "./schema";

test("only a path of ours is followed after signing in", () => {
  for (const path of ["/t/demo/today", "/invitations/abc?x=1#y"]) expect(ownPath(path)).toBe(path);
  for (const path of [
    "//evil.example",
    "/\\evil.example",
    "/..//evil.example",
    "https://evil.example",
    "t",
    "/a b",
    "",
  ])
    expect(ownPath(path)).toBeUndefined();
  // A header holds no Korean letters; what is encoded already stays as it is.
  const encoded = "/t/demo/customers?q=%EA%BD%83%EC%83%98";
  expect(ownPath("/t/demo/customers?q=꽃샘")).toBe(encoded);
  expect(ownPath(encoded)).toBe(encoded);
});
