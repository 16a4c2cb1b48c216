import { expect, test, vi } from "vitest";
import { decrypt, decryptWith, encrypt, encryptWith, isSealedWith } from "./encryption";

vi.stubEnv("DANGOL_MODE", "demo");
vi.stubEnv("DANGOL_SECRET", "known-to-everybody-and-only-for-tests");
vi.stubEnv("DATABASE_URL", "postgresql://nobody@localhost/none");
vi.stubEnv("BASE_URL", "http://localhost:3000");

test("opens for the same use and row, and for nothing else", () => {
  const sealed = encrypt("credentials", "row 1", "비밀 token");
  expect(decrypt("credentials", "row 1", sealed)).toBe("비밀 token");
  expect(sealed).not.toContain("token");
  expect(encrypt("credentials", "row 1", "비밀 token")).not.toBe(sealed);
  expect(() => decrypt("credentials", "row 2", sealed)).toThrow();
  expect(() => decrypt("other", "row 1", sealed)).toThrow();
  expect(() => decrypt("credentials", "row 1", `${sealed.slice(0, -2)}AA`)).toThrow();
});

test("a key of its own is exchanged without a gap: the old one opens while both are there, and is named, not told", () => {
  const [old, fresh] = ["o".repeat(32), "f".repeat(32)];
  const before = encryptWith(old, "credentials", "row 1", "token");
  const after = encryptWith(fresh, "credentials", "row 1", "token");
  for (const text of [before, after, encrypt("credentials", "row 1", "token")])
    expect(decryptWith([fresh, old], "credentials", "row 1", text)).toBe("token");
  expect([isSealedWith(fresh, before), isSealedWith(fresh, after)]).toEqual([false, true]);
  expect(before).not.toContain(old);
  expect(() => decryptWith([fresh], "credentials", "row 1", before)).toThrow("a key that is not here");
  expect(() => decryptWith([fresh], "credentials", "row 2", after)).toThrow();
});
