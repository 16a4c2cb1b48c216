import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { customerPage } from "@/lib/customers/customer-page";
import { suggestedPairs } from "@/lib/customers/duplicates/duplicates";
import { tellApart } from "@/lib/customers/duplicates/told-apart";
import { customerList } from "@/lib/customers/list/customer-list";
import { readListQuery } from "@/lib/customers/list/query";
import { survivorOf } from "@/lib/customers/merged-away";
import { addNote, notesSeenBy } from "@/lib/customers/notes";
import { recogniseAndLock } from "@/lib/customers/recognise";
import { changeCustomer, changeCustomerInput } from "@/lib/customers/record/change-customer";
import { searchCustomers } from "@/lib/customers/search";
import { called, deskOfOwn, pageOf, reasonOf, rowOf } from "@/lib/customers/testing/desk";
import { timelineOf } from "@/lib/customers/timeline";
import { standingLink } from "@/lib/enrollments/standing-links";
import { phoneOf } from "@/lib/enrollments/testing/course-with-run";
import { closeDatabase, databasePool } from "@/lib/platform/database/pool";
import { newId } from "@/lib/platform/ids";
import { closeQueue } from "@/lib/platform/jobs";
import { openLink } from "@/lib/platform/personal-links";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { moveClockTo } from "@/lib/platform/testing/tenant";

import type { Side } from "./fields";
import { keysOf } from "./ledger";
import { merge } from "./merging";
import { part } from "./parting";
import { previewMerge } from "./preview";
import { rowsOfTenant } from "./testing/rows-of-tenant";
import { mergeAsSeen, twoRecords } from "./testing/two-records";

let tenant: TenantScope;
beforeAll(async () => {
  await moveClockTo("2026-12-01T01:00:00Z");
  tenant = await deskOfOwn();
});
afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

/** Tables that say whose a row is, each treated by a merge or left as it stands, with the reason. */
const leftAlone: Record<string, string> = {
  consent: "the ledger is never rewritten: lib/merging/consents.ts writes the survivor's lines",
  "customer.merged_into": "the merge itself",
  "customer_merge.survivor_id": "the merge itself",
  "customer_merge.gone_id": "the merge itself",
  event: "history is never rewritten: timelines read both",
  access_log: "says whose data was looked at, as they were then",
  kept_record: "of erased people, who are merged with nobody",
  customer_import_row: "an import takes back what it wrote, and finds the record gone into another",
};

const columnsOfCustomers = `
  SELECT c.relname AS "table", a.attname AS "column" FROM pg_constraint k
  JOIN pg_class c ON c.oid = k.conrelid AND c.relnamespace = 'public'::regnamespace AND NOT c.relispartition
  JOIN unnest(k.conkey) AS n (attnum) ON true JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = n.attnum AND a.attname <> 'tenant_id'
  WHERE k.contype = 'f' AND k.confrelid = 'customer'::regclass
  UNION SELECT c.relname, a.attname FROM pg_attribute a
  JOIN pg_class c ON c.oid = a.attrelid AND c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
  WHERE a.attname = 'customer_id' AND NOT a.attisdropped`;

const untreated = (rows: { table: string; column: string }[]) =>
  rows
    .filter(
      ({ table, column }) =>
        !(table in keysOf) && !(table in leftAlone) && !(`${table}.${column}` in leftAlone),
    )
    .map(({ table, column }) => `${table}.${column}`);

describe("every table that refers to a customer", () => {
  it("is treated by merging, as the catalogue has them", async () => {
    const { rows } = await databasePool().query(columnsOfCustomers);
    expect(rows.length).toBeGreaterThan(16);
    expect(untreated(rows)).toEqual([]);
    // Control: a table that nobody thought of is seen.
    expect(untreated([...rows, { table: "payment", column: "customer_id" }])).toEqual([
      "payment.customer_id",
    ]);
  });

  it("has nothing of the one merged away left but what is never rewritten", async () => {
    const { ours, theirs } = await twoRecords(await deskOfOwn().then((own) => (tenant = own)));
    await mergeAsSeen(tenant, ours, theirs);
    const { rows } = await databasePool().query<{ table: string; column: string }>(columnsOfCustomers);
    const left = await inTransaction(tenant, async (tx) => {
      const found: string[] = [];
      for (const { table, column } of rows) {
        const [row] = await tx.db.$queryRawUnsafe<{ count: number }[]>(
          `SELECT count(*)::int AS count FROM "${table}" WHERE tenant_id = $1::uuid AND "${column}" = $2::uuid`,
          tx.tenantId,
          theirs,
        );
        if (row && row.count > 0) found.push(`${table}.${column}`);
      }
      return found;
    });
    expect(
      left.filter((name) => !(name in leftAlone) && !((name.split(".")[0] as string) in leftAlone)),
    ).toEqual([]);
  });
});

describe("a merge", () => {
  it("joins what both have without doubles, and takes the chosen words", async () => {
    const own = await deskOfOwn();
    const { ours, theirs } = await twoRecords(own);
    const preview = await previewMerge(own, ours, theirs);
    expect(
      preview.fields.map(({ field, side }) => `${field.startsWith("own-") ? "own" : field} ${side}`),
    ).toEqual([
      "name ours",
      "title ours",
      "phone ours",
      "email ours",
      "shop ours",
      "trade ours",
      "birthday theirs",
      "source ours",
      "own ours",
      "own theirs",
    ]);
    const hobby = preview.fields.find((one) => one.own?.label === "취미")?.field ?? "";
    await mergeAsSeen(own, ours, theirs, {
      name: "theirs",
      phone: "theirs",
      shop: "theirs",
      [hobby]: "theirs",
    });
    const page = await pageOf(own, ours);
    expect([page.name, page.record.title, page.trade, page.record.birthday, page.shop]).toEqual([
      "김영히",
      "원장",
      "꽃집",
      "1985-03-02",
      "꽃집 영희",
    ]);
    expect(page.record.points.map(({ channel, primary }) => `${channel} ${primary}`)).toEqual([
      "phone true",
      "phone false",
      "email true",
    ]);
    expect(page.phone?.address).toBe(preview.theirs.points[0]?.address);
    expect(page.record.shops.map(({ name, primary }) => [name, primary])).toEqual([
      ["꽃집 영희", true],
      ["영희네 꽃집", false],
    ]);
    expect(page.record.fields.map(({ value }) => value)).toEqual(["수영", 2]);
    const seen = await inTransaction(own, async ({ db }) => ({
      tags: await db.customerTag.count({ where: { customerId: ours } }),
      tasks: await db.task.count({ where: { customerId: ours } }),
      notes: await db.customerNote.count({
        where: { customerId: ours, ...notesSeenBy({ ...own, actor: { kind: "member", id: newId() } }) },
      }),
    }));
    expect(seen).toEqual({ tags: 3, tasks: 2, notes: 1 });
  });

  it("hides the record merged away from every reader, and leads from it to the survivor", async () => {
    const own = await deskOfOwn();
    const { ours, theirs } = await twoRecords(own);
    const names = async () =>
      (await customerList(own, readListQuery({}))).customers.map(({ name }) => name).sort();
    expect(await names()).toEqual(["김영희", "김영히"]);
    await mergeAsSeen(own, ours, theirs);
    expect(await names()).toEqual(["김영희"]);
    expect((await searchCustomers(own, "김영히")).hits.filter(({ id }) => id === theirs)).toEqual([]);
    expect(await customerPage(own, theirs)).toBeNull();
    expect(await survivorOf(own, theirs)).toBe(ours);
    expect(await reasonOf(addNote(own, { customerId: theirs, text: "늦은 메모" }))).toBe("errors.not_found");
    // Control: the row is there, and only the policy keeps it from sight.
    const hidden = await inTransaction(own, async ({ db }) => {
      await db.$queryRaw`SELECT set_config('app.merged_away', 'seen', true)`;
      return db.customer.count({ where: { id: theirs } });
    });
    expect(hidden).toBe(1);
  });

  it("is refused, and nothing done, when either changed since the preview (G5)", async () => {
    const own = await deskOfOwn();
    const { ours, theirs } = await twoRecords(own);
    for (const id of [ours, theirs]) {
      const { seen } = await previewMerge(own, ours, theirs);
      const { version } = await rowOf(own, id);
      await changeCustomer(own, changeCustomerInput.parse({ id, version: String(version), name: "김영숙" }));
      const before = await rowsOfTenant(own);
      expect(await reasonOf(merge(own, { survivorId: ours, goneId: theirs, seen }))).toBe(
        "merging.changedMeanwhile",
      );
      expect(await rowsOfTenant(own)).toEqual(before);
    }
    const { seen } = await previewMerge(own, ours, theirs);
    await addNote(own, { customerId: theirs, text: "그 사이에 쓴 메모" });
    expect(await reasonOf(merge(own, { survivorId: ours, goneId: theirs, seen }))).toBe(
      "merging.changedMeanwhile",
    );
    expect(await reasonOf(previewMerge(own, ours, ours))).toBe("merging.sameRecord");
    expect(await reasonOf(previewMerge(own, ours, newId()))).toBe("errors.not_found");
  });

  it("finds the survivor by either number, and by the links of the one merged away", async () => {
    const own = await deskOfOwn();
    const [ours, theirs] = [await called(own), await called(own, { name: "김영히" })];
    const number = (await pageOf(own, theirs)).phone?.address ?? "";
    const token = await standingLink(own, "preferences", theirs);
    const mergeId = await mergeAsSeen(own, ours, theirs);
    const phone = { e164: number, canReceiveTexts: true, legacy: false };
    const found = await inTransaction(own, (tx) => recogniseAndLock(tx, { name: "김영히", phone }));
    expect([found.id, found.known]).toEqual([ours, true]);
    expect((await openLink(token, ["preferences"]))?.subjectId).toBe(ours);
    await part(own, { mergeId });
    expect((await openLink(token, ["preferences"]))?.subjectId).toBe(theirs);
  });

  it("tells both histories as one, with a word of the merge", async () => {
    const own = await deskOfOwn();
    const { ours, theirs } = await twoRecords(own);
    await mergeAsSeen(own, ours, theirs);
    const { entries } = await timelineOf(own, ours, { kind: "changes" });
    expect(entries.map((entry) => (entry.kind === "customer" ? entry.type : entry.kind))).toEqual(
      expect.arrayContaining(["merged", "added", "added"]),
    );
    const merged = entries.find((entry) => entry.kind === "customer" && entry.type === "merged");
    expect(merged && "name" in merged && merged.name).toBe("김영히");
  });
});

describe("a merge taken back", () => {
  it("leaves every row as it was", async () => {
    const own = await deskOfOwn();
    const { ours, theirs } = await twoRecords(own);
    const before = await rowsOfTenant(own);
    const everything: Record<string, Side> = {
      name: "theirs",
      phone: "theirs",
      email: "theirs",
      shop: "theirs",
      title: "theirs",
    };
    for (const choose of [{}, everything]) {
      const mergeId = await mergeAsSeen(own, ours, theirs, choose);
      expect(await rowsOfTenant(own)).not.toEqual(before);
      await part(own, { mergeId });
      expect(await rowsOfTenant(own)).toEqual(before);
      expect(await reasonOf(part(own, { mergeId }))).toBe("merging.notMerged");
    }
  });

  it("leaves what staff edited since with the survivor", async () => {
    const own = await deskOfOwn();
    const { ours, theirs } = await twoRecords(own);
    const mergeId = await mergeAsSeen(own, ours, theirs, { name: "theirs", title: "theirs" });
    const { version } = await rowOf(own, ours);
    await changeCustomer(
      own,
      changeCustomerInput.parse({ id: ours, version: String(version), name: "김영순" }),
    );
    await addNote(own, { customerId: ours, text: "합친 뒤의 메모" });
    await part(own, { mergeId });
    const [mine, other] = [await pageOf(own, ours), await pageOf(own, theirs)];
    expect([mine.name, mine.record.title]).toEqual(["김영순", "원장"]);
    expect([other.name, other.record.title]).toEqual(["김영히", "대표"]);
    const notes = await inTransaction(own, ({ db }) =>
      db.customerNote.findMany({ where: { text: "합친 뒤의 메모" } }),
    );
    expect(notes.map(({ customerId }) => customerId)).toEqual([ours]);
  });

  it("gives a text since to whose number it went to or came from", async () => {
    const own = await deskOfOwn();
    const [ours, theirs] = [await called(own), await called(own)];
    const numberOf = async (id: string) => (await pageOf(own, id)).phone?.address ?? "";
    const [mine, hers] = [await numberOf(ours), await numberOf(theirs)];
    const mergeId = await mergeAsSeen(own, ours, theirs);
    await inTransaction(own, async ({ db, tenantId, now }) => {
      for (const address of [mine, hers]) {
        const row = { tenantId, customerId: ours };
        const sent = { purpose: "notice:test", subjectId: newId(), class: "transactional", state: "sent" };
        await db.message.create({
          data: {
            ...row,
            ...sent,
            id: newId(),
            dueAt: now,
            plannedAt: now,
            plannedBecause: "messages.because.resend",
            submittedAt: now,
            toAddress: address,
          },
        });
        const text = { providerSid: newId(), fromAddress: address, toAddress: "+827012345678", body: "네" };
        await db.inboundMessage.create({ data: { ...row, ...text, id: newId(), receivedAt: now } });
      }
    });
    expect((await part(own, { mergeId })).messages).toBe(2);
    const whose = await inTransaction(own, async ({ db }) => [
      ...(await db.message.findMany({ orderBy: { toAddress: "asc" }, select: { customerId: true } })),
      ...(await db.inboundMessage.findMany({
        orderBy: { fromAddress: "asc" },
        select: { customerId: true },
      })),
    ]);
    const byNumber = mine < hers ? [ours, theirs] : [theirs, ours];
    expect(whose.map(({ customerId }) => customerId)).toEqual([...byNumber, ...byNumber]);
  });

  it("is refused once the person's data was erased: it would come back", async () => {
    const own = await deskOfOwn();
    const [ours, theirs] = [await called(own), await called(own)];
    const mergeId = await mergeAsSeen(own, ours, theirs);
    await inTransaction(own, (tx) =>
      tx.db.customer.updateMany({ where: { id: ours }, data: { erasedAt: tx.now } }),
    );
    expect(await reasonOf(part(own, { mergeId }))).toBe("merging.erased");
    expect(await reasonOf(previewMerge(own, ours, await called(own)))).toBe("errors.not_found");
  });

  it("may be an earlier one: a chain and a later merge with the same person stand as before", async () => {
    const own = await deskOfOwn();
    const [a, b, c, d] = [await called(own), await called(own), await called(own), await called(own)];
    const before = await rowsOfTenant(own);
    const first = await mergeAsSeen(own, b, a);
    await mergeAsSeen(own, c, b);
    await mergeAsSeen(own, c, d);
    expect(await survivorOf(own, a)).toBe(c);
    await part(own, { mergeId: first });
    expect([await survivorOf(own, a), await survivorOf(own, b), await survivorOf(own, d)]).toEqual([a, c, c]);
    expect((await pageOf(own, c)).record.points).toHaveLength(3);
    expect((await pageOf(own, a)).record.points).toHaveLength(1);
    const open = await inTransaction(own, ({ db }) =>
      db.customerMerge.findMany({ where: { partedAt: null } }),
    );
    for (const { id } of open.toReversed()) await part(own, { mergeId: id });
    expect(await rowsOfTenant(own)).toEqual(before);
  });
});

describe("at the same time", () => {
  it("of merges that overlap one wins, and the others are told to look again", async () => {
    const own = await deskOfOwn();
    const [a, b, c] = [await called(own), await called(own), await called(own)];
    const seen = async (survivorId: string, goneId: string) => ({
      survivorId,
      goneId,
      seen: (await previewMerge(own, survivorId, goneId)).seen,
    });
    const asked = [await seen(a, b), await seen(b, c), await seen(c, a)];
    const outcomes = await Promise.all(asked.map((one) => reasonOf(merge(own, one))));
    expect(outcomes.filter((outcome) => outcome === "done")).toHaveLength(1);
    expect(
      outcomes.every((outcome) => ["done", "merging.changedMeanwhile", "errors.not_found"].includes(outcome)),
    ).toBe(true);
  });

  it("nothing is written for somebody while they are merged away", async () => {
    const own = await deskOfOwn();
    const [a, b] = [await called(own), await called(own)];
    const input = { survivorId: a, goneId: b, seen: (await previewMerge(own, a, b)).seen };
    let looks = 0;
    await inTransaction(own, async (tx) => {
      const there = await tx.db.customer.count({ where: { id: b } });
      looks += 1;
      if (there > 0) await merge(own, input);
      await tx.db.customerNote.create({
        data: {
          tenantId: tx.tenantId,
          id: newId(),
          customerId: there > 0 ? b : a,
          text: "그 사이",
          createdAt: tx.now,
        },
      });
    });
    // The first try saw somebody who was merged away before it wrote; the second saw that they were.
    expect(looks).toBe(2);
    const notes = await inTransaction(own, ({ db }) =>
      db.customerNote.findMany({ where: { text: "그 사이" } }),
    );
    expect(notes.map(({ customerId }) => customerId)).toEqual([a]);
  });
});

describe("pairs told apart", () => {
  it("stay apart when one of them is merged with a third, and are as before when it is taken back", async () => {
    const own = await deskOfOwn();
    const phone = phoneOf(7777);
    const wife = await called(own, { name: "박지은", phone });
    const husband = await called(own, { name: "이민호", phone, whose: "another" });
    const twin = await called(own, { name: "박지은", phone, whose: "another" });
    const pairs = async () => (await suggestedPairs(own)).pairs.map(({ confidence }) => confidence);
    expect(await pairs()).toEqual(["sure", "maybe", "maybe"]);
    await tellApart(own, { oneId: husband, otherId: twin });
    expect(await pairs()).toEqual(["sure", "maybe"]);
    const before = await rowsOfTenant(own);
    const mergeId = await mergeAsSeen(own, wife, twin);
    expect(await pairs()).toEqual([]);
    await part(own, { mergeId });
    expect(await rowsOfTenant(own)).toEqual(before);
    expect(await pairs()).toEqual(["sure", "maybe"]);
  });
});
