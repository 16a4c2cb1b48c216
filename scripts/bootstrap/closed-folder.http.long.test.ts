import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { deadAddressesIn, launch } from "../checks/launcher";
import { freePort } from "./free-port";

/** Only root lends Postgres another user; everybody else enters their own folders. */
const asRoot = process.getuid?.() === 0;

test.runIf(asRoot)(
  "below a folder that only root enters it starts, and the box says where the data went",
  async () => {
    const closed = mkdtempSync(path.join(tmpdir(), "dangol-closed-"));
    chmodSync(closed, 0o700);
    const own = path.join(closed, "data");
    const running = launch({ DANGOL_DATA_DIR: own, PORT: String(await freePort()) });
    const box = await running.box;
    const said = /data +(\/var\/lib\/dangol\/[0-9a-f]{12}) \(Postgres cannot enter (\S+)\)/.exec(box);
    expect(said?.[2]).toBe(own);
    expect(await deadAddressesIn(box)).toEqual([]);
    running.child.kill("SIGTERM");
    expect(await running.ended).toBe(0);
    for (const folder of [closed, said?.[1] ?? ""])
      if (folder) rmSync(folder, { recursive: true, force: true });
  },
);
