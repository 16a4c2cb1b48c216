import { describe, expect, it } from "vitest";

import { codeIn } from "./code-text";

const code = "Ab3xYz0123456789_-abcdefghij";

describe("what a camera read", () => {
  it("finds the code in our address, wherever the installation stands", () => {
    expect(codeIn(`https://dangol.example/check-in/${code}`)).toBe(code);
    expect(codeIn(`http://localhost:3000/check-in/${code}?from=my`)).toBe(code);
  });

  it("finds none in other codes", () => {
    expect(codeIn("https://dangol.example/my/abc")).toBeNull();
    expect(codeIn(`https://dangol.example/check-in/${code}x`)).toBeNull();
    expect(codeIn("WIFI:S:cafe;;")).toBeNull();
    expect(codeIn(`${"a".repeat(600)}/check-in/${code}`)).toBeNull();
  });
});
