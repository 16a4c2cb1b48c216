import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addCustomer } from "@/lib/customers/customer-page-changes";
import { askForExport, exportFile } from "@/lib/exports/exports";
import { workOnExport } from "@/lib/exports/making";
import type { MovedIn } from "@/lib/exports/moving-in";
import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction, systemScope } from "@/lib/platform/tenancy";
import { makeTenant, tenantBySlug } from "@/lib/tenants/tenants";
import { PlainError } from "../bootstrap/plain-error";
import { runToEnd } from "../bootstrap/run-to-end";
import { importTenantCommand } from "./tenant-command";

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "dangol-import-tenant-"));
  const { owner } = await makeTenant({
    slug: "moving-out",
    name: "이사 가는 집",
    owner: { email: "owner@moving.dangol.test", name: "이가람" },
  });
  await addCustomer(owner, { name: "김하나", phone: "010-1234-0001", shop: "봄꽃집", note: null });
  const { id } = await askForExport(owner, { reason: "이사" }, "192.0.2.7");
  await workOnExport(owner, id);
  const { parts } = await exportFile(owner, { id }, "192.0.2.7");
  const chunks: Uint8Array[] = [];
  for await (const part of parts()) chunks.push(part);
  writeFileSync(path.join(folder, "house.zip"), Buffer.concat(chunks));
  writeFileSync(path.join(folder, "cut.zip"), Buffer.concat(chunks).subarray(0, 900));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await closeQueue();
  await closeDatabase();
});

/** As `npm run import-tenant -- …` in the folder of the file. */
const run = (...args: string[]) =>
  runToEnd(["scripts/start.mjs", "--inside", "scripts/import-tenant.ts", ...args], {
    ...process.env,
    INIT_CWD: folder,
  });

test("the file becomes a business: made with its owner, counted, named in a report; a second time it is refused", async () => {
  const asked = ["house.zip", "--tenant", "moved-in", "--owner", "owner@moving.dangol.test"];
  const { status, output } = await run(...asked, "--json");
  expect(status, output).toBe(0);
  const moved: MovedIn = JSON.parse(output.slice(output.indexOf("{")));
  expect(moved.tables.find(({ name }) => name === "customer")?.rows).toBe(1);
  expect(moved.members).toEqual({ here: 1, notHere: 0 });
  const tenant = await tenantBySlug("moved-in");
  expect(tenant?.name).toBe("이사 가는 집");
  const customer = await inTransaction(systemScope(tenant?.id ?? ""), ({ db }) => db.customer.findFirst());
  expect(customer).toMatchObject({ name: "김하나", shop: "봄꽃집" });
  await expect(importTenantCommand(asked, folder)).rejects.toThrow("has something of its own");
});

test("what is wrong is said in a sentence", async () => {
  for (const [args, sentence] of [
    [["house.zip", "--tenant", "nobody-here"], "There is no tenant nobody-here"],
    [["cut.zip", "--tenant", "moving-out"], "no export of a business, or it is cut off"],
  ] as const) {
    const given = importTenantCommand([...args], folder);
    await expect(given).rejects.toThrow(PlainError);
    await expect(given).rejects.toThrow(sentence);
  }
});
