import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase } from "@/lib/platform/database/pool";
import { newId } from "@/lib/platform/ids";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction, systemScope, type TenantScope } from "@/lib/platform/tenancy";
import { moveClockTo } from "@/lib/platform/testing/tenant";

import { addNote, notesSeenBy } from "./notes";
import { called, deskOfOwn, reasonOf } from "./testing/desk";
import { timelineOf } from "./timeline";

let tenant: TenantScope;
beforeAll(async () => {
  await moveClockTo("2026-12-01T01:00:00Z");
  tenant = await deskOfOwn();
});
afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

const notesFor = async (reader: TenantScope, id: string) =>
  (await timelineOf(reader, id, { kind: "notes" })).entries.map((entry) =>
    entry.kind === "note" ? [entry.text, entry.private] : [],
  );

test("a private note is seen by its author alone", async () => {
  const id = await called(tenant);
  const colleague: TenantScope = { ...tenant, actor: { kind: "member", id: newId(), name: "이두리" } };
  const system = systemScope(tenant.tenantId);
  await addNote(tenant, { customerId: id, text: "모두 보세요" });
  await addNote(tenant, { customerId: id, text: "나만", private: "on" });
  expect(await notesFor(tenant, id)).toEqual([
    ["나만", true],
    ["모두 보세요", false],
  ]);
  for (const reader of [colleague, system]) {
    expect(await notesFor(reader, id)).toEqual([["모두 보세요", false]]);
    const seen = await inTransaction(reader, ({ db }) =>
      db.customerNote.findMany({ where: { customerId: id, ...notesSeenBy(reader) } }),
    );
    expect(seen.map(({ text }) => text)).toEqual(["모두 보세요"]);
  }
  // Control: without that condition the colleague would read it.
  const unguarded = await inTransaction(colleague, ({ db }) =>
    db.customerNote.count({ where: { customerId: id } }),
  );
  expect(unguarded).toBe(2);
});

test("a note that nobody wrote cannot be private", async () => {
  const id = await called(tenant);
  const note = { customerId: id, text: "누구의 것도 아님", private: true };
  expect(await reasonOf(addNote(systemScope(tenant.tenantId), note))).toBe("errors.forbidden");
});
