import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addNote } from "@/lib/customers/notes";
import { addFile } from "@/lib/customers/record/files";
import { addressHashOf, suppress } from "@/lib/customers/suppressions";
import { type MessageWorld, messageWorld } from "@/lib/messages/testing/message-world";
import { closeDatabase } from "@/lib/platform/database/pool";
import { inLongTransaction } from "@/lib/platform/database/tenant-connection";
import { newId } from "@/lib/platform/ids";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction, systemScope, type TenantScope } from "@/lib/platform/tenancy";
import { moveClockTo } from "@/lib/platform/testing/tenant";
import { makeTenant, tenantBySlug } from "@/lib/tenants/tenants";
import { doRecords } from "@/lib/worker/due-work";
import { seedDemo } from "@/prisma/seed";

import { BadArchive, limits, openArchive, verifyArchive } from "./archive-reading";
import { askForExport, departuresOf, exportFile, exportsOf, removeExport } from "./exports";
import { giveUpExport, workOnExport } from "./making";
import { entryNames, type Manifest } from "./manifest";
import { type MovedIn, moveIn } from "./moving-in";
import { carriedTables, linesQuery } from "./tables";

const now = new Date("2026-11-24T01:00:00Z");
let folder: string;
let world: MessageWorld;
let demo: TenantScope;
let archive: string;
let files: Record<string, Uint8Array>;
let manifest: Manifest;
/** What stood in the database when the file was made. */
let before: Map<string, string[]>;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "dangol-export-"));
  world = await messageWorld();
  await moveClockTo(now);
  await seedDemo();
  await world.worker.runUntilCalm();
  demo = await ownerOf("demo");
  await moreThanTheSeed(demo);
  archive = await exported(demo, "demo.zip");
  before = await linesOf(demo);
  files = unzipSync(new Uint8Array(readFileSync(archive)));
  manifest = JSON.parse(strFromU8(files["manifest.json"] as Uint8Array));
});
afterAll(async () => {
  await world.end();
  await closeQueue();
  await closeDatabase();
  rmSync(folder, { recursive: true });
});

async function ownerOf(slug: string): Promise<TenantScope> {
  const tenant = await tenantBySlug(slug);
  const scope = systemScope(tenant?.id ?? "");
  const owner = await inTransaction(scope, ({ db }) =>
    db.membership.findFirstOrThrow({ where: { role: "owner" } }),
  );
  return { ...scope, actor: { kind: "member", id: owner.id, name: "이가람" } };
}

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
  "base64",
);

/** What a business has that the demo has not: a file, a private note, refusals of somebody known and of nobody, a member's things. */
async function moreThanTheSeed(owner: TenantScope): Promise<void> {
  const { customer, course } = await inTransaction(owner, async ({ db }) => ({
    customer: await db.customer.findFirstOrThrow({
      where: { contactPoints: { some: { channel: "phone" } } },
      include: { contactPoints: true },
    }),
    course: await db.course.findMany({ orderBy: { id: "desc" } }),
  }));
  const { id } = customer;
  await addFile(owner, { customerId: id, name: "가게.png", upload: new Uint8Array(png) });
  await addNote(owner, { customerId: id, text: "나만 볼 말", private: "on" });
  await inTransaction(owner, async (tx) => {
    const phone = customer.contactPoints.find(({ channel }) => channel === "phone")?.address ?? "";
    await suppress(tx, { channel: "sms", address: phone, scope: "advertising", source: "link" });
    await suppress(tx, { channel: "sms", address: "+821099990000", scope: "all", source: "provider" });
    await tx.db.customer.updateMany({ where: { id }, data: { assigneeId: owner.actor.id } });
    const [last, first] = course;
    await tx.db.course.updateMany({
      where: { id: last?.id ?? "" },
      data: { nextCourseId: first?.id ?? null },
    });
  });
}

async function exported(owner: TenantScope, name: string): Promise<string> {
  const { id } = await askForExport(owner, { reason: "옮기기" }, "192.0.2.7");
  await workOnExport(owner, id);
  const { parts, bytes } = await exportFile(owner, { id }, "192.0.2.7");
  const chunks: Uint8Array[] = [];
  for await (const part of parts()) chunks.push(part);
  const whole = Buffer.concat(chunks);
  expect(whole.byteLength).toBe(bytes);
  return written(name, whole);
}

function written(name: string, bytes: Uint8Array): string {
  const file = path.join(folder, name);
  writeFileSync(file, bytes);
  return file;
}

/** A tenant with nothing but an owner, who is the demo's owner too or somebody else. */
async function emptyTenant(email = "owner@demo.dangol.test"): Promise<TenantScope> {
  const slug = `moved-${newId().slice(-8)}`;
  return (await makeTenant({ slug, name: "새 집", owner: { email, name: "이가람" } })).owner;
}

/** The lines of every table as an export would write them, without references to members. */
const linesOf = ({ tenantId }: TenantScope) =>
  inLongTransaction(tenantId, "snapshot", async (connection) => {
    const lines = new Map<string, string[]>();
    for (const table of await carriedTables(connection)) {
      const rows = await connection.query<{ line: string; content?: string }>(linesQuery(table), [tenantId]);
      lines.set(
        table.name,
        rows.map(({ line, content }) => content ?? line),
      );
    }
    return lines;
  });

const reasonOf = (doing: Promise<unknown>) =>
  doing.then(
    () => "taken",
    (error: unknown) =>
      error instanceof BadArchive ? `${error.reason} ${error.about ?? ""}`.trim() : String(error),
  );

describe("the file", () => {
  test("holds every table, the stored files, and a manifest that counts them", async () => {
    const count = (name: string) => manifest.tables.find((table) => table.name === name)?.count ?? 0;
    for (const name of [
      "customer",
      "enrollment",
      "message",
      "definition_version",
      "event",
      "stored_file",
      "suppression",
    ])
      expect(count(name), name).toBeGreaterThan(0);
    const customers = strFromU8(files["tables/customer.jsonl"] as Uint8Array)
      .trimEnd()
      .split("\n");
    expect(customers).toHaveLength(count("customer"));
    expect(Object.keys(files).filter((name) => name.startsWith("files/"))).toHaveLength(count("stored_file"));
    expect(manifest.entries.map(({ name }) => name).sort()).toEqual(
      Object.keys(files)
        .filter((name) => name !== "manifest.json")
        .sort(),
    );
  });

  test("holds no secret, no account and nothing of another business", () => {
    const all = Object.values(files)
      .map((bytes) => strFromU8(bytes, true))
      .join("\n");
    for (const word of [
      "secret_hash",
      "encrypted_credentials",
      "password_hash",
      "wall_code_hash",
      "link_code",
      "callback_id",
    ])
      expect(all).not.toContain(`"${word}"`);
    expect(all).not.toContain("박지우");
    // Control: the same look sees what is there.
    expect(all).toContain('"address_hash"');
  });

  test("is on record: who asked, who took it, and why", async () => {
    expect((await departuresOf(demo)).map(({ type, by, reason }) => [type, by, reason])).toEqual([
      ["tenant.export_downloaded", "이가람", null],
      ["tenant.exported", "이가람", "옮기기"],
    ]);
  });

  test("goes after seven days, for whoever asks and then altogether, or when it is removed", async () => {
    const [line] = await exportsOf(demo);
    const id = line?.id ?? "";
    expect(line).toMatchObject({ state: "ready", expiresAt: new Date("2026-12-01T01:00:00Z") });
    const parts = () => inTransaction(demo, ({ db }) => db.tenantExportPart.count());
    const stranger = await emptyTenant();
    await expect(exportFile(stranger, { id }, "x")).rejects.toMatchObject({ kind: "not_found" });
    await moveClockTo("2026-12-01T00:59:59Z");
    await doRecords((error) => {
      throw error;
    });
    expect(await parts()).toBeGreaterThan(0);
    await moveClockTo("2026-12-01T01:00:00Z");
    await expect(exportFile(demo, { id }, "x")).rejects.toMatchObject({ kind: "not_found" });
    expect((await exportsOf(demo))[0]?.state).toBe("removed");
    expect(await parts()).toBeGreaterThan(0);
    await doRecords((error) => {
      throw error;
    });
    expect(await parts()).toBe(0);
    await moveClockTo(now);
    const again = await askForExport(demo, { reason: "다시" }, "x");
    await workOnExport(demo, again.id);
    expect(await parts()).toBeGreaterThan(0);
    await removeExport(demo, again);
    expect(await parts()).toBe(0);
    await expect(removeExport(demo, again)).rejects.toMatchObject({ reason: "exports.notThere" });
  });

  test("is made once at a time; of two workers the second goes on alone; a given-up one says so", async () => {
    const { id } = await askForExport(demo, { reason: "하나" }, "x");
    await expect(askForExport(demo, { reason: "둘" }, "x")).rejects.toMatchObject({
      reason: "exports.underWay",
    });
    await Promise.all([workOnExport(demo, id), workOnExport(demo, id)]);
    const { parts } = await exportFile(demo, { id }, "x");
    const chunks: Uint8Array[] = [];
    for await (const part of parts()) chunks.push(part);
    const opened = await openArchive(written("twice.zip", Buffer.concat(chunks)));
    await verifyArchive(opened);
    opened.close();
    await removeExport(demo, { id });
    const lost = await askForExport(demo, { reason: "셋" }, "x");
    await giveUpExport(demo, lost.id);
    expect((await exportsOf(demo)).find((one) => one.id === lost.id)).toMatchObject({
      state: "failed",
      problem: "broken",
    });
    await workOnExport(demo, lost.id);
    expect((await exportsOf(demo)).find((one) => one.id === lost.id)?.state).toBe("failed");
  });
});

describe("taking it in", () => {
  let moved: MovedIn;
  let target: TenantScope;
  const texts = () => world.provider.control.messages().length;

  beforeAll(async () => {
    target = await emptyTenant();
    const sent = texts();
    moved = await moveIn(target.tenantId, archive);
    await world.worker.runUntilCalm();
    expect(texts()).toBe(sent);
  });

  test("every table has the same count and the same content, and so has a fresh look at it", async () => {
    expect(moved.tables.map(({ name, rows, content }) => [name, rows, content]).sort()).toEqual(
      manifest.tables.map(({ name, count, content }) => [name, count, content]).sort(),
    );
    const after = await linesOf(target);
    // Stopped on purpose: see the next test. The event of its own making is the new tenant's.
    for (const name of ["message", "decision", "event"]) {
      before.delete(name);
      after.delete(name);
    }
    expect(Object.fromEntries(after)).toEqual(Object.fromEntries(before));
    expect(moved.files).toBeGreaterThan(0);
    expect(moved.refusalsLost).toBe(0);
  });

  test("nothing that was planned goes out, no question falls due, nobody's follow-up begins", async () => {
    expect(moved.stopped.messages).toBeGreaterThan(0);
    const left = await inTransaction(target, async ({ db }) => ({
      planned: await db.message.count({
        where: { state: { in: ["planned", "held", "claimed", "submitting"] } },
      }),
      open: await db.decision.count({ where: { state: "open" } }),
      accounts: await db.providerAccount.count(),
    }));
    expect(left).toEqual({ planned: 0, open: 0, accounts: 0 });
    const messages = () => inTransaction(target, ({ db }) => db.message.count());
    const count = await messages();
    const sent = texts();
    for (let day = 1; day <= 4; day += 1) await world.goTo(new Date(now.getTime() + day * 86_400_000));
    const toTarget = await inTransaction(target, ({ db }) =>
      db.message.count({ where: { state: { in: ["accepted", "sent"] }, plannedAt: { gt: now } } }),
    );
    expect([await messages(), toTarget]).toEqual([count, 0]);
    // Control: in the business it came from the same days are not silent.
    expect(texts()).toBeGreaterThan(sent);
    await moveClockTo(now);
  });

  test("members are found by their address; what was a stranger's is nobody's or the owner's", async () => {
    const things = (scope: TenantScope) =>
      inTransaction(scope, async ({ db }) => ({
        owner: (await db.membership.findFirstOrThrow({ where: { role: "owner" } })).id,
        assignee: (await db.customer.findFirst({ where: { assigneeId: { not: null } } }))?.assigneeId ?? null,
        views: (await db.savedView.findMany()).map(({ membershipId }) => membershipId),
      }));
    const same = await things(target);
    expect(same).toMatchObject({ assignee: same.owner, views: [same.owner] });
    expect(moved.members).toEqual({ here: 1, notHere: 0 });
    const strangers = await emptyTenant(`${newId()}@example.com`);
    expect((await moveIn(strangers.tenantId, archive)).members).toEqual({ here: 0, notHere: 1 });
    const other = await things(strangers);
    expect(other).toMatchObject({ assignee: null, views: [other.owner] });
  });

  test("in an installation with another secret a refusal still stands, where the address is known", async () => {
    const { tenantId } = await emptyTenant();
    const marked = { ...manifest, secretMark: "another installation's" };
    const file = written(
      "elsewhere.zip",
      zipSync({ ...files, "manifest.json": strToU8(JSON.stringify(marked)) }),
    );
    // As an export of an installation with another secret would be: its hashes are not ours.
    expect((await moveIn(tenantId, file)).refusalsLost).toBe(1);
    const known = JSON.parse(strFromU8(files["refused-addresses.jsonl"] as Uint8Array).split("\n")[0] ?? "");
    const hashes = await inTransaction(systemScope(tenantId), ({ db }) =>
      db.suppression.findMany({ select: { addressHash: true } }),
    );
    expect(hashes.map(({ addressHash }) => addressHash)).toContain(addressHashOf("sms", known.address));
  });

  test("is refused for a tenant that has anything", async () => {
    expect(await reasonOf(moveIn(target.tenantId, archive))).toMatch(/^notEmpty /);
    expect(await reasonOf(moveIn(demo.tenantId, archive))).toMatch(/^notEmpty /);
  });
});

describe("a file that was tampered with", () => {
  const zipped = (name: string, changed: Record<string, Uint8Array | undefined>, level: 0 | 6 = 6) =>
    written(
      name,
      zipSync(
        Object.fromEntries(
          Object.entries({ ...files, ...changed }).filter(
            (one): one is [string, Uint8Array] => one[1] !== undefined,
          ),
        ),
        { level },
      ),
    );
  const withManifest = (name: string, change: (given: Manifest) => object) =>
    zipped(name, { "manifest.json": strToU8(JSON.stringify(change(structuredClone(manifest)))) });
  const customers = () => strFromU8(files["tables/customer.jsonl"] as Uint8Array);

  test.each<[string, () => string, RegExp]>([
    [
      "a changed letter",
      () => zipped("a.zip", { "tables/customer.jsonl": strToU8(customers().replace("김", "긱")) }),
      /^damaged tables\/customer/,
    ],
    [
      "a missing entry",
      () => zipped("b.zip", { "tables/customer.jsonl": undefined }),
      /^missingEntry tables\/customer/,
    ],
    [
      "another entry",
      () => zipped("c.zip", { "files/01a217bd-86ef-7731-bbda-529f31ace6fb": strToU8("x") }),
      /^strangeEntry files/,
    ],
    [
      "a way out",
      () => zipped("d.zip", { "../../etc/passwd": strToU8("x") }),
      /^(?:strangeEntry|unreadable)/,
    ],
    [
      "a version to come",
      () => withManifest("e.zip", (given) => ({ ...given, formatVersion: 2 })),
      /^wrongVersion 2/,
    ],
    [
      "a column to come",
      () =>
        withManifest("f.zip", (given) => ({
          ...given,
          tables: given.tables.map((table) =>
            table.name === "customer" ? { ...table, columns: [...table.columns, "moon"] } : table,
          ),
        })),
      /^wrongVersion customer.moon/,
    ],
    ["no manifest", () => zipped("g.zip", { "manifest.json": undefined }), /^missingEntry manifest/],
    [
      "a manifest that is none",
      () => zipped("h.zip", { "manifest.json": strToU8("{") }),
      /^damaged manifest/,
    ],
    ["no zip", () => written("i.zip", strToU8("PK")), /^unreadable/],
    [
      "a bomb",
      () => zipped("j.zip", { "tables/customer.jsonl": new Uint8Array(50 * 2 ** 20) }),
      /^tooMuch tables\/customer/,
    ],
    [
      "counts that lie",
      () =>
        withManifest("k.zip", (given) => ({
          ...given,
          tables: given.tables.map((table) =>
            table.name === "customer" ? { ...table, count: table.count + 1 } : table,
          ),
        })),
      /^differs customer/,
    ],
  ])("%s is refused, and nothing of it stays", async (_name, make, reason) => {
    const { tenantId } = await emptyTenant();
    expect(await reasonOf(moveIn(tenantId, make()))).toMatch(reason);
    expect(await inTransaction(systemScope(tenantId), ({ db }) => db.customer.count())).toBe(0);
  });

  test("a byte turned over in whatever the file holds is noticed", async () => {
    const bytes = readFileSync(archive);
    const { tenantId } = await emptyTenant();
    const held = [entryNames.manifest, entryNames.table("customer"), entryNames.table("message")];
    for (const name of held) {
      const turned = Buffer.from(bytes);
      // An entry's name stands first where its content begins; the directory comes after all of them.
      const place = turned.indexOf(name) + name.length + 40;
      turned[place] = (turned[place] ?? 0) ^ 0x10;
      expect(await reasonOf(moveIn(tenantId, written("turned.zip", turned)))).toMatch(
        /^(?:damaged|unreadable)/,
      );
    }
  });

  test("control: zipped anew without a change it is taken in", async () => {
    const { tenantId } = await emptyTenant();
    expect(await reasonOf(moveIn(tenantId, zipped("z.zip", {})))).toBe("taken");
  });

  test("limits: more entries, more bytes or a larger stored file than may be", async () => {
    for (const [most, reason] of [
      [{ entries: 3 }, /^tooMuch/],
      [{ unfolded: 1000 }, /^tooMuch/],
      [{ storedFile: 10 }, /^tooMuch files/],
      [{}, /^taken/],
    ] as const)
      expect(
        await reasonOf(openArchive(archive, { ...limits, ...most }).then(({ close }) => close())),
      ).toMatch(reason);
  });
});
