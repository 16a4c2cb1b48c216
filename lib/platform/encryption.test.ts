import { expect, test, vi } from "vitest";
import { decrypt, encrypt } from "./encryption";

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
