import { expect, test } from "vitest";
import { isPostmasterOf, isSamePlace } from "./postmaster-lock";

test.each<[string, NodeJS.Platform, string, string, boolean]>([
  ["ours", "linux", "/d/postgres", "/bin/postgres -D /d/postgres -p 5 ", true],
  ["another folder", "linux", "/d/postgres", "/bin/postgres -D /d/postgres2 -p 5 ", false],
  ["a program that only names it", "linux", "/d/postgres", "tail -D /d/postgres -f ", false],
  ["nothing seen", "linux", "/d/postgres", "", false],
  ["ours", "win32", "C:\\d\\postgres", "C:\\b\\postgres.exe -D C:\\d\\postgres -p 5", true],
  [
    "quoted",
    "win32",
    "C:\\내 단골\\postgres",
    '"C:\\내 b\\postgres.exe" -D "C:\\내 단골\\postgres" -p 5',
    true,
  ],
  ["another case", "win32", "c:\\D\\postgres", "C:\\b\\Postgres.EXE -D C:/d/postgres -p 5", true],
  ["another folder", "win32", "C:\\d\\postgres", "C:\\b\\postgres.exe -D C:\\e\\postgres -p 5", false],
  ["a service", "win32", "C:\\d\\postgres", "postgres.exe", false],
])("%s on %s", (_, platform, cluster, command, expected) => {
  expect(isPostmasterOf(cluster, command, platform)).toBe(expected);
});

test("Windows spells a place in several ways, Linux in one", () => {
  expect(isSamePlace("C:\\단골\\.data\\postgres", "C:/단골/.data/postgres", "win32")).toBe(true);
  expect(isSamePlace("C:\\a", "C:/b", "win32")).toBe(false);
  expect(isSamePlace("/a/B", "/a/b", "linux")).toBe(false);
});
