import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { foundCustomers } from "@/lib/customers/found-customers";
import { suppressionOf } from "@/lib/customers/suppressions";
import { timelineOf } from "@/lib/customers/timeline";
import { apply } from "@/lib/enrollments/enrollments";
import { rosterOf } from "@/lib/enrollments/roster";
import { applicationTo, courseWithRun, seatsOf } from "@/lib/enrollments/testing/course-with-run";
import { part } from "@/lib/merging/parting";
import { mergeAsSeen } from "@/lib/merging/testing/two-records";
import { closeDatabase } from "@/lib/platform/database/pool";
import en from "@/lib/platform/i18n/messages/en/privacy-copy.json" with { type: "json" };
import ko from "@/lib/platform/i18n/messages/ko/privacy-copy.json" with { type: "json" };
import { newId } from "@/lib/platform/ids";
import { closeQueue } from "@/lib/platform/jobs";
import { openLink } from "@/lib/platform/personal-links";
import { inTransaction, systemScope, type TenantScope } from "@/lib/platform/tenancy";
import { makeTenant, moveClockTo } from "@/lib/platform/testing/tenant";
import { surveyList } from "@/lib/surveys/results";

import { belongingsOf } from "./belongings";
import { destructions } from "./destruction-log";
import { disclose } from "./disclosure";
import { disclosureDocument, disclosureJson } from "./disclosure-document";
import { previewErasure } from "./erasing";
import { holdOf, placeHold } from "./holds";
import { keptRecords, openKeptRecord } from "./kept-records";
import { personalTables } from "./personal-data";
import { keepPromises } from "./privacy";
import { closeRequest, eraseCustomer, registerRequest, requestOrRefuse, requestsOf } from "./requests";
import { dryRun } from "./retention";
import { secretWords, type WholePerson, wholePerson } from "./testing/whole-person";

let owner: pg.Client;
let tenant: TenantScope;
let person: WholePerson;

beforeAll(async () => {
  owner = new pg.Client({ connectionString: process.env["DATABASE_URL"] });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await closeQueue();
  await closeDatabase();
});
async function someone(): Promise<void> {
  await moveClockTo("2026-12-01T01:00:00Z");
  tenant = { ...(await makeTenant()), actor: { kind: "member", id: newId(), name: "이가람" } };
  person = await wholePerson(tenant);
  await moveClockTo("2026-12-03T01:00:00Z");
}

const request = (requestId: string | null = null, complaint: string | null = null) => ({
  customerId: person.customerId,
  requestId,
  complaint,
  sure: "on" as const,
});

/** Everywhere in this business's part of the database, and in what is nobody's, where one of these words can be read. */
async function foundWords(words: readonly string[]): Promise<string[]> {
  const { rows: columns } = await owner.query<{ table: string; column: string; own: string }>(`
    SELECT format('%I.%I', n.nspname, c.relname) AS table, a.attname AS column,
      CASE WHEN EXISTS (SELECT FROM pg_attribute o WHERE o.attrelid = c.oid AND o.attname = 'tenant_id') THEN 'x.tenant_id = $2::uuid'
        WHEN c.relname LIKE 'job%' AND EXISTS (SELECT FROM pg_attribute o WHERE o.attrelid = c.oid AND o.attname = 'data')
        THEN 'x.data->>''tenantId'' = $2' ELSE '$2::text IS NOT NULL' END AS own
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_type t ON t.oid = a.atttypid
    WHERE n.nspname IN ('public', 'pgboss') AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attnum > 0
      AND NOT a.attisdropped AND t.typname IN ('text', 'varchar', 'jsonb', 'json', '_text', 'bytea')`);
  const found: string[] = [];
  for (const { table, column, own } of columns) {
    const { rows } = await owner.query(
      `SELECT 1 FROM ${table} x WHERE ${own} AND EXISTS (SELECT FROM unnest($1::text[]) w
         WHERE strpos(x."${column}"::text, w) > 0 OR strpos(x."${column}"::text, encode(convert_to(w, 'UTF8'), 'hex')) > 0) LIMIT 1`,
      [words, tenant.tenantId],
    );
    if (rows.length > 0) found.push(`${table}.${column}`);
  }
  return found.sort();
}

/** Tables whose rows are about a customer, by foreign keys from one to the next, or by the name of a column. */
async function referring(): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(`
    WITH RECURSIVE refers AS (
      SELECT 'public.customer'::regclass::oid AS oid
      UNION
      SELECT k.conrelid FROM pg_constraint k JOIN refers r ON k.confrelid = r.oid
      WHERE k.contype = 'f' AND k.conparentid = 0
    )
    SELECT c.relname AS name FROM refers r JOIN pg_class c ON c.oid = r.oid
    UNION
    SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND a.attname IN ('customer_id', 'customer_ids')`);
  return rows.map(({ name }) => name);
}

const words = [
  secretWords.name,
  encodeURIComponent(secretWords.name),
  secretWords.phone,
  secretWords.phone.slice(3),
  secretWords.typed,
  secretWords.otherPhone,
  secretWords.email,
  secretWords.shop,
  secretWords.private,
];

describe("the one list of personal data", () => {
  beforeAll(someone);

  test("names every table that refers to customers, by the catalog's keys", async () => {
    const missing = (await referring()).filter((name) => !(name in personalTables));
    expect(missing, "add these to lib/privacy/personal-data.ts: copy, erase, or the reason why not").toEqual(
      [],
    );
  });

  test("control: a new table that refers to what is a person's is seen, however far", async () => {
    await owner.query("BEGIN");
    await owner.query(`CREATE TABLE far_away (tenant_id uuid, message uuid,
      FOREIGN KEY (tenant_id, message) REFERENCES message (tenant_id, id))`);
    await owner.query("CREATE TABLE by_name (tenant_id uuid, customer_id uuid)");
    const seen = await referring();
    await owner.query("ROLLBACK");
    expect(seen.filter((name) => !(name in personalTables)).sort()).toEqual(["by_name", "far_away"]);
  });

  test("no customer points to another without being followed", async () => {
    const { rows } = await owner.query(`
      SELECT conname AS name FROM pg_constraint
      WHERE contype = 'f' AND conrelid = 'public.customer'::regclass AND confrelid = 'public.customer'::regclass`);
    expect(
      rows,
      "a copy of a person must be erased and shown with the person: lib/privacy/belongings.ts",
    ).toEqual([{ name: "customer_tenant_id_merged_into_fkey" }]);
  });

  test.each([
    ["ko", ko],
    ["en", en],
  ])(
    "has words in %s for every table, and for every column of a copy",
    async (_locale, { tables, columns }) => {
      expect(Object.keys(personalTables).filter((table) => !(table in tables))).toEqual([]);
      const copy = await disclose(tenant, person.customerId);
      const shown = copy.tables.flatMap(({ rows }) => rows.flatMap((row) => Object.keys(row)));
      expect([...new Set(shown)].filter((column) => !(column in columns))).toEqual([]);
    },
  );

  test("says why, where something is not shown or stays", () => {
    for (const { copy, erase } of Object.values(personalTables)) {
      if ("withheld" in copy) expect(copy.withheld.length).toBeGreaterThan(20);
      if (erase.kind === "stays") expect(erase.because.length).toBeGreaterThan(20);
    }
  });

  test("the person of these tests has something in every table, so that nothing is proven of nothing", async () => {
    const own = await inTransaction(tenant, (tx) => belongingsOf(tx, [person.customerId]));
    const empty: string[] = [];
    await inTransaction(tenant, async (tx) => {
      for (const [table, { rows }] of Object.entries(personalTables)) {
        const text = rows(own);
        const found = await tx.db.$queryRawUnsafe<unknown[]>(
          `SELECT 1 FROM "${table}" t WHERE t.tenant_id = '${tenant.tenantId}' AND ${text.text} LIMIT 1`,
          ...text.values,
        );
        if (found.length === 0) empty.push(table);
      }
    });
    expect(empty).toEqual([]);
  });
});

describe("a request to see one's data", () => {
  beforeAll(someone);

  const asked = {
    kind: "access" as const,
    askedBy: "self" as const,
    askedOn: "2026-11-23",
    checkedHow: "등록된 번호로 전화",
    wish: null,
  };

  test("is due in ten days (row 40), with a task for the owner three days before; done or refused with a reason", async () => {
    const { customerId } = person;
    const { id } = await registerRequest(tenant, { ...asked, customerId });
    expect(await requestOrRefuse(tenant, id)).toMatchObject({
      dueOn: "2026-12-03",
      state: "open",
      askedOn: "2026-11-23",
    });
    const task = await inTransaction(tenant, ({ db }) =>
      db.task.findFirstOrThrow({ where: { place: `privacy/requests/${id}` } }),
    );
    expect([task.dueOn, task.doneAt]).toEqual([new Date("2026-12-03T00:00:00Z"), null]);
    const close = { id, outcome: "refused" as const, reason: "본인이 아니었어요" };
    await expect(closeRequest(tenant, { ...close, version: 9 })).rejects.toMatchObject({ kind: "conflict" });
    await closeRequest(tenant, { ...close, version: 1 });
    expect((await requestsOf(tenant))[0]).toMatchObject({ id, state: "refused" });
    expect(
      await inTransaction(tenant, ({ db }) => db.task.count({ where: { id: task.id, doneAt: null } })),
    ).toBe(0);
    await expect(
      registerRequest(tenant, { ...asked, customerId, askedOn: "2026-12-04" }),
    ).rejects.toMatchObject({
      reason: "privacy.requests.notYet",
    });
  });

  test("is answered with everything, in the person's language, as a page and as data; the log knows", async () => {
    await inTransaction(tenant, ({ db }) =>
      db.customer.updateMany({ where: { id: person.customerId }, data: { locale: "en" } }),
    );
    const copy = await disclose(tenant, person.customerId);
    const shown = Object.entries(personalTables).flatMap(([table, { copy }]) =>
      "withheld" in copy ? [] : [table],
    );
    expect(copy.tables.map(({ table }) => table).sort()).toEqual(shown.sort());
    const page = disclosureDocument(copy);
    expect(page).toContain('<html lang="en">');
    expect(page).toContain("Phone numbers and addresses");
    for (const word of [
      secretWords.name,
      secretWords.phone,
      secretWords.email,
      secretWords.private,
      "혼자서도 되는 동네 마케팅",
    ])
      expect([page.includes(word), disclosureJson(copy).includes(word)]).toEqual([true, true]);
    expect(page).not.toMatch(/<script|(src|href)=/);
    const log = await inTransaction(tenant, ({ db }) =>
      db.accessLog.count({ where: { act: "disclosed", customerId: person.customerId } }),
    );
    expect(log).toBe(1);
  });

  test("shows nobody else's, and texts of people as texts", async () => {
    const other = await apply(
      tenant,
      applicationTo(person.openRunId, 2, { name: "박다른", referrer: "<b>어딘가</b>" }),
    );
    expect(disclosureJson(await disclose(tenant, person.customerId))).not.toContain("박다른");
    expect(disclosureDocument(await disclose(tenant, other.customerId))).toContain(
      "&lt;b&gt;어딘가&lt;/b&gt;",
    );
    await expect(disclose(await makeTenant(), person.customerId)).rejects.toMatchObject({
      kind: "not_found",
    });
  });
});

describe("erasure", () => {
  beforeEach(someone);

  test("says before what goes, what stays and why", async () => {
    const preview = await inTransaction(tenant, (tx) => previewErasure(tx, person.customerId));
    expect(preview).toMatchObject({ contracts: 1, open: 1, until: new Date("2031-12-02T03:00:00Z") });
    expect(preview.planned).toBeGreaterThanOrEqual(1);
    expect(preview.goes).toMatchObject({
      customer_note: 2,
      answer: 1,
      contact_point: 3,
      customer_import_row: 2,
    });
    expect(preview.stays).toMatchObject({ answer: 1, attendance: 1, survey_response: 1 });
  });

  test("leaves no word of the person in any table of the database; totals stay; refusals hold", async () => {
    const before = await foundWords(words);
    // Control: the same search finds the person all over the place.
    expect(before.length).toBeGreaterThan(25);
    const survey = await surveyList(tenant);
    const past = await seatsOf(tenant, person.runId);

    expect(await eraseCustomer(tenant, request())).toEqual({ waits: false });

    expect(await foundWords(words)).toEqual([]);
    expect(await surveyList(tenant)).toEqual(survey);
    expect(await seatsOf(tenant, person.runId)).toEqual(past);
    expect(await seatsOf(tenant, person.openRunId)).toMatchObject({
      taken: 0,
      enrollments: [{ state: "cancelled" }],
    });
    await inTransaction(tenant, async (tx) => {
      expect(await tx.db.attendance.count({ where: { state: "attended" } })).toBe(1);
      expect(
        await tx.db.message.count({
          where: { customerId: person.customerId, state: { in: ["planned", "held"] } },
        }),
      ).toBe(0);
      expect(await tx.db.customer.findFirst({ where: { id: person.customerId } })).toMatchObject({
        name: "삭제된 고객",
        birthday: null,
      });
      expect(await tx.db.savedView.findFirst()).toMatchObject({ query: "tag=x" });
      expect(
        (await tx.db.customerImportRow.findMany({ orderBy: { line: "asc" } })).map(
          ({ cells }) => cells.length,
        ),
      ).toEqual([0, 0, 2]);
      // Brought in anew, the number is still one that refused.
      expect(await suppressionOf(tx, "sms", secretWords.phone)).toBe("advertising");
    });
    expect(await openLink(person.token, ["my"])).toBeNull();
    // Pages on which the person stands still open, without a name.
    const roster = await rosterOf(tenant, person.runId);
    expect(roster.people.map(({ name, lastFour }) => [name, lastFour])).toEqual([["삭제된 고객", null]]);
    const history = await timelineOf(tenant, person.customerId, { kind: "all" });
    expect(history.entries.map(({ kind }) => kind)).toContain("message");
    expect(
      (await foundCustomers(tenant, "비밀")).total + (await foundCustomers(tenant, "삭제된")).total,
    ).toBe(0);
    const { lines } = await destructions(tenant);
    expect(lines).toMatchObject([
      {
        cause: "request",
        people: 1,
        by: "이가람",
        counts: { customer_note: 2, stored_file: 1, event: expect.any(Number) },
      },
    ]);
    await expect(eraseCustomer(tenant, request())).rejects.toMatchObject({ reason: "privacy.erasedAlready" });
  });

  test("keeps what the law wants apart and sealed, shows it to who opens it, and destroys it when its time is over", async () => {
    await eraseCustomer(tenant, request(null, "환불 다툼"));
    const kept = await keptRecords(tenant);
    expect(kept.map(({ kind, destroyOn }) => [kind, destroyOn.toISOString().slice(0, 10)])).toEqual([
      ["complaint", "2029-12-01"],
      ["complaint", "2029-12-03"],
      ["contract", "2031-12-02"],
    ]);
    const opened = await openKeptRecord(tenant, kept[2]?.id as string);
    expect(opened.facts).toMatchObject({
      name: secretWords.name,
      numbers: [secretWords.phone, secretWords.otherPhone],
      priceWon: 50_000,
      course: "혼자서도 되는 동네 마케팅",
    });
    await expect(openKeptRecord(await makeTenant(), opened.id)).rejects.toMatchObject({ kind: "not_found" });
    const system = systemScope(tenant.tenantId);
    const left = async (at: string) => {
      await moveClockTo(at);
      await keepPromises(system);
      return (await keptRecords(tenant)).length;
    };
    expect(await left("2029-11-30T00:00:00Z")).toBe(3);
    expect(await left("2029-12-01T02:00:00Z")).toBe(2);
    expect(await left("2029-12-03T02:00:00Z")).toBe(1);
    expect(await left("2031-12-02T02:59:00Z")).toBe(1);
    expect(await left("2031-12-02T03:00:00Z")).toBe(0);
    expect((await destructions(tenant)).lines.filter(({ cause }) => cause === "kept_expired")).toHaveLength(
      3,
    );
  });

  test("waits for a text on its way, plans nothing meanwhile, and ends by itself once it is settled", async () => {
    const flying = person.plannedMessageId;
    await inTransaction(tenant, ({ db }) =>
      db.message.updateMany({
        where: { id: flying },
        data: { state: "submitting", toAddress: secretWords.phone, body: secretWords.name },
      }),
    );
    const system = systemScope(tenant.tenantId);
    expect(await eraseCustomer(tenant, request())).toEqual({ waits: true });
    expect((await requestsOf(tenant, person.customerId))[0]).toMatchObject({
      state: "erasing",
      kind: "erasure",
    });
    expect(await openLink(person.token, ["my"])).toBeNull();
    await moveClockTo("2026-12-03T01:03:00Z");
    await keepPromises(system);
    // What the provider is asked by is still there.
    expect(await foundWords([secretWords.phone])).toContain("public.message.to_address");
    await inTransaction(tenant, ({ db }) =>
      db.message.updateMany({ where: { id: flying }, data: { state: "accepted" } }),
    );
    await keepPromises(system);
    expect(await foundWords(words)).toEqual([]);
    expect((await requestsOf(tenant, person.customerId)).map(({ state }) => state)).toEqual(["done", "done"]);
  });

  test("is refused under a hold, for strangers, and for a request that is not theirs", async () => {
    await expect(eraseCustomer(await makeTenant(), request())).rejects.toMatchObject({ kind: "not_found" });
    await expect(eraseCustomer(tenant, request(newId()))).rejects.toMatchObject({ kind: "not_found" });
    await placeHold(tenant, { customerId: person.customerId, reason: "소송" });
    await expect(eraseCustomer(tenant, request())).rejects.toMatchObject({ reason: "privacy.erasing.held" });
    expect((await foundWords([secretWords.email])).length).toBeGreaterThan(0);
  });

  test("is refused while a record that was merged into theirs is held, and a rule leaves them alone", async () => {
    const second = newId();
    await inTransaction(tenant, async ({ db, tenantId, now }) => {
      await db.customer.createMany({ data: [{ tenantId, id: second, name: "둘째 기록", createdAt: now }] });
    });
    await placeHold(tenant, { customerId: second, reason: "소송" });
    const mergeId = await mergeAsSeen(tenant, person.customerId, second);
    await expect(eraseCustomer(tenant, request())).rejects.toMatchObject({ reason: "privacy.erasing.held" });
    await moveClockTo("2036-12-03T01:00:00Z");
    expect((await dryRun(tenant, "no_contact", 36)).skipped).toContainEqual({ reason: "hold", count: 1 });
    await part(tenant, { mergeId });
    expect(await inTransaction(tenant, (tx) => holdOf(tx, person.customerId))).toBeNull();
    expect(await inTransaction(tenant, (tx) => holdOf(tx, second))).toMatchObject({ reason: "소송" });
  });

  test("takes nothing that is somebody else's: a family's number, a shop of two", async () => {
    const family = await apply(tenant, {
      ...applicationTo((await courseWithRun(tenant)).runId, 1, {
        name: "다른 식구",
        phone: secretWords.typed,
      }),
    });
    // The known number stays the same customer, so a second holder is made by hand.
    const second = newId();
    await inTransaction(tenant, async ({ db, tenantId, now }) => {
      const { shopId } = await db.customerShop.findFirstOrThrow({ where: { customerId: person.customerId } });
      await db.customer.createMany({ data: [{ tenantId, id: second, name: "다른 식구", createdAt: now }] });
      await db.contactPoint.createMany({
        data: [
          {
            tenantId,
            id: newId(),
            customerId: second,
            channel: "phone",
            address: secretWords.phone,
            createdAt: now,
          },
        ],
      });
      await db.customerShop.createMany({ data: [{ tenantId, customerId: second, shopId, since: now }] });
      await db.inboundMessage.createMany({
        data: [
          {
            tenantId,
            id: newId(),
            providerSid: "SM9",
            fromAddress: secretWords.phone,
            toAddress: "x",
            body: "식구가 보낸 말",
            customerId: second,
            receivedAt: now,
          },
        ],
      });
    });
    expect(family.customerId).toBe(person.customerId);
    await eraseCustomer(tenant, request());
    await inTransaction(tenant, async ({ db }) => {
      expect(await db.contactPoint.count({ where: { customerId: second } })).toBe(1);
      expect(await db.shop.count({ where: { name: secretWords.shop } })).toBe(1);
      expect(await db.inboundMessage.count({ where: { customerId: second } })).toBe(1);
    });
  });
});
