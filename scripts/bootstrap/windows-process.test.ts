import { expect, test } from "vitest";
import { readWindowsProcess } from "./windows-process";

test("ticks and command are read from what PowerShell prints", () => {
  expect(
    readWindowsProcess('638999999999999999\r\n"C:\\단골\\postgres.exe" -D C:\\단골\\postgres\r\n'),
  ).toEqual({
    born: "638999999999999999",
    command: '"C:\\단골\\postgres.exe" -D C:\\단골\\postgres',
  });
});

test("a mark at the beginning does not matter, nor a command that may not be seen", () => {
  expect(readWindowsProcess("\ufeff638999999999999999\r\n\r\n")).toEqual({
    born: "638999999999999999",
    command: "",
  });
});

test.each(["", "\r\n", "Get-CimInstance : Access denied\r\n", "12\r\nnode"])(
  "%j is no answer, so the process counts as unknown",
  (answer) => {
    expect(readWindowsProcess(answer)).toBeUndefined();
  },
);
