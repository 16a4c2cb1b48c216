import { execFileSync } from "node:child_process";

/** What Windows knows of a process. */
export interface WindowsProcess {
  /** Hundreds of nanoseconds since the year 1, as .NET counts: equal for one and the same process only. */
  born: string;
  command: string;
}

/** Asks the system through PowerShell, which takes a moment; undefined when the process is gone or the answer unclear. */
export function windowsProcess(pid: number): WindowsProcess | undefined {
  const script = [
    // Without this a path with Korean letters arrives in the console's old code page.
    "[Console]::OutputEncoding = [Text.Encoding]::UTF8",
    `$p = Get-CimInstance Win32_Process -Filter 'ProcessId=${Math.trunc(pid)}'`,
    "if ($p) { $p.CreationDate.ToUniversalTime().Ticks; $p.CommandLine }",
  ].join("; ");
  try {
    return readWindowsProcess(
      execFileSync("powershell.exe", ["-NoProfile", "-NonInteractive", "-Command", script], {
        encoding: "utf8",
        timeout: 20_000,
        windowsHide: true,
        stdio: ["ignore", "pipe", "ignore"],
      }),
    );
  } catch {
    return undefined;
  }
}

/** Two lines: ticks, then the command, which is empty for a process of another account. */
export function readWindowsProcess(answer: string): WindowsProcess | undefined {
  const [born = "", command = ""] = answer
    .replace(/^\ufeff/, "")
    .split(/\r?\n/)
    .map((line) => line.trim());
  return /^\d{17,19}$/.test(born) ? { born, command } : undefined;
}
