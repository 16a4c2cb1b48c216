import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { PlainError } from "./plain-error";
import { endProcess, isStill, type KnownProcess, known } from "./processes";

interface RunRecord {
  launcher: KnownProcess;
  address: string;
  /** Ports that other commands must know to join in. */
  ports: Ports;
  children: KnownProcess[];
}

export interface Ports {
  providers: number;
  smtp: number;
}

/** The record of what runs on a data folder, so that there is one launcher at a time and a killed one leaves nothing. */
export class RunLog {
  private readonly file: string;
  private record: RunRecord;

  constructor(folder: string, address: string, ports: Ports) {
    this.file = fileIn(folder);
    this.record = { launcher: known(process.pid), address, ports, children: [] };
  }

  /** Refuses while another launcher lives; ends the children of one that was killed. */
  async takeOver(): Promise<void> {
    const last = read(this.file);
    if (last && isStill(last.launcher)) throw new PlainError(alreadyRuns(last));
    for (const child of last?.children ?? [])
      if (isStill(child))
        await endProcess(child.pid, [
          ["SIGTERM", 5_000],
          ["SIGKILL", 2_000],
        ]);
    this.write();
  }

  add(pid: number): void {
    this.record.children = [...this.record.children.filter(isStill), known(pid)];
    this.write();
  }

  close(): void {
    rmSync(this.file, { force: true });
  }

  private write(): void {
    writeFileSync(this.file, JSON.stringify(this.record));
  }
}

/** What runs on this folder now, if a launcher is alive. */
export function runningOn(folder: string): RunRecord | undefined {
  const record = read(fileIn(folder));
  return record && isStill(record.launcher) ? record : undefined;
}

export const alreadyRuns = ({ address, launcher }: RunRecord) =>
  `Dangol already runs from this folder at ${address} (process ${launcher.pid}): stop it first, or keep the data of this one elsewhere, for example DANGOL_DATA_DIR=/tmp/dangol PORT=3001 npm start`;

const fileIn = (folder: string) => path.join(folder, "running.json");

function read(file: string): RunRecord | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
