import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeDatabase } from "@/lib/platform/database/pool";
import { newId } from "@/lib/platform/ids";
import { closeQueue } from "@/lib/platform/jobs";
import { readPhone } from "@/lib/platform/phone-number";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { readsOf } from "@/lib/platform/testing/reads";
import { makeTenant } from "@/lib/platform/testing/tenant";

import { recogniseAndLock } from "./recognise";
import { type HitPlace, searchCustomers } from "./search";

let shop: TenantScope;
let neighbour: TenantScope;
let owner: pg.Client;

const person = (name: string, phone: string, about: { shop?: string } = {}) => {
  const read = readPhone(phone, { country: "KR" });
  if (read.kind === "refused") throw new Error(phone);
  return { name, phone: { e164: read.e164, canReceiveTexts: true, legacy: false }, ...about };
};

const add = (tenant: TenantScope, given: ReturnType<typeof person>) =>
  inTransaction(tenant, (tx) => recogniseAndLock(tx, given));

beforeAll(async () => {
  owner = new pg.Client({ connectionString: process.env["DATABASE_URL"] });
  await owner.connect();
  shop = await makeTenant();
  neighbour = await makeTenant();
  await add(shop, person("홍길동", "010-1234-5678", { shop: "길동 세탁소" }));
  await add(shop, person("길동호", "010-2222-0003", { shop: "바다횟집" }));
  await add(shop, person("Kim 철수", "010-3333-0004", { shop: "카페 1984" }));
  await add(shop, person("남궁은", "010-4444-0012", { shop: "홍길동네 국밥" }));
  await add(neighbour, person("홍길동", "010-9999-5678"));
});
afterAll(async () => {
  await owner.end();
  await closeQueue();
  await closeDatabase();
});

const names = async (typed: string, tenant = shop) =>
  (await searchCustomers(tenant, typed)).hits.map(({ name }) => name);

describe("finds (domain.md row 74)", () => {
  test.each([
    ["ㅎㄱㄷ", ["홍길동", "남궁은"]],
    ["ㄱㄷ", ["길동호", "홍길동", "남궁은"]],
    ["길동", ["길동호", "홍길동", "남궁은"]],
    ["홍길동", ["홍길동", "남궁은"]],
    ["5678", ["홍길동"]],
    ["0012", ["남궁은"]],
    ["010-1234-5678", ["홍길동"]],
    ["1234 5678", ["홍길동"]],
    ["kim", ["Kim 철수"]],
    ["KIM철", ["Kim 철수"]],
    ["ㅊㅅ", ["Kim 철수"]],
    ["바다", ["길동호"]],
    ["ㅂㄷㅎㅈ", ["길동호"]],
    ["1984", ["Kim 철수"]],
    ["남궁", ["남궁은"]],
    ["홍", ["홍길동", "남궁은"]],
    ["ㄱ", ["길동호", "홍길동"]],
    ["궁홍", []],
    ["9999", []],
    ["  ", []],
    ["%", []],
  ])("%s", async (typed, found) => {
    expect([...(await names(typed))].sort()).toEqual([...found].sort());
    if (found.length > 0) expect((await names(typed))[0]).toBe(found[0]);
  });

  test("a page at a time, with the number of all", async () => {
    const first = await searchCustomers(shop, "길동", { atMost: 2 });
    const rest = await searchCustomers(shop, "길동", { atMost: 2, after: first.hits[1] });
    expect(first.total).toBe(3);
    expect([...first.hits, ...rest.hits].map(({ name }) => name)).toEqual(["길동호", "홍길동", "남궁은"]);
  });
});

describe("stays in the tenant", () => {
  test("a neighbour's customer is not found, whatever is typed", async () => {
    expect((await searchCustomers(neighbour, "홍길동")).total).toBe(1);
    expect(await names("길동", neighbour)).toEqual(["홍길동"]);
    expect(await names("남궁", neighbour)).toEqual([]);
  });

  test("without a tenant nothing is found", async () => {
    const app = new pg.Client({ connectionString: process.env["DATABASE_APP_URL"] });
    await app.connect();
    const { rows } = await app.query("SELECT * FROM search_customers('길동', 50)");
    await app.end();
    expect(rows).toEqual([]);
  });

  /** Control: the same function without its tenant filters on the way to a number, owned by the same role, shows the neighbour's. */
  test("the filter is what holds it", async () => {
    const numberOfNeighbour = "9999-5678";
    expect(await names(numberOfNeighbour)).toEqual([]);
    const { rows } = await owner.query(
      "SELECT pg_get_functiondef('search_customers(text,integer,integer,text,uuid,text,double precision,date)'::regprocedure) AS source",
    );
    const source = rows[0].source as string;
    const leaking = source
      .replace("p.tenant_id = tenant AND", "")
      .replace("c.tenant_id = tenant AND c.id = p.customer_id", "c.id = p.customer_id");
    expect(leaking).not.toBe(source);
    await owner.query("GRANT CREATE ON SCHEMA public TO dangol_search");
    await owner.query(leaking);
    try {
      expect(await names(numberOfNeighbour)).toEqual(["홍길동"]);
    } finally {
      await owner.query(source);
      await owner.query("REVOKE CREATE ON SCHEMA public FROM dangol_search");
    }
    expect(await names(numberOfNeighbour)).toEqual([]);
  });
});

describe("whatever is typed", () => {
  test.each(["' OR true --", "\\", "%_", "[가-힣]+", "(a+)+$", "\u0000", "\ud800", "$1", "*", "홍|김", ".*"])(
    "%j is letters, not a command or a pattern",
    async (typed) => {
      const { hits } = await searchCustomers(shop, typed);
      expect(hits.filter(({ name }) => name === "남궁은")).toEqual([]);
    },
  );

  test("the longest is answered, and so are many words", async () => {
    expect((await searchCustomers(shop, "홍길동".repeat(500))).total).toBe(0);
    expect((await searchCustomers(shop, "홍 길 동 ".repeat(30))).total).toBe(0);
    expect((await searchCustomers(shop, "홍 길 동")).hits[0]?.name).toBe("홍길동");
  });

  test("one letter stands for what begins with it", async () => {
    expect(await names("k")).toEqual(["Kim 철수"]);
    expect(await names("남")).toEqual(["남궁은"]);
    expect(await names("철")).toEqual([]);
    expect(await names("5")).toEqual([]);
  });
});

test("who was erased is not found by anything", async () => {
  const tenant = await makeTenant();
  const { id } = await add(tenant, person("지운이", "010-5555-4321", { shop: "지운 상점" }));
  const everything = ["지운이", "ㅈㅇㅇ", "4321", "지운 상점", "지운니", "비밀 메모", "erased@x.kr"];
  await inTransaction(tenant, async (tx) => {
    const row = { tenantId: tx.tenantId, id: newId(), customerId: id, createdAt: tx.now };
    await tx.db.customerNote.create({ data: { ...row, text: "비밀 메모" } });
    await tx.db.contactPoint.create({ data: { ...row, channel: "email", address: "erased@x.kr" } });
    await tx.db.shop.create({
      data: { tenantId: tx.tenantId, id: row.id, name: "지운 상점", createdAt: tx.now },
    });
    await tx.db.customerShop.create({
      data: { tenantId: tx.tenantId, customerId: id, shopId: row.id, since: tx.now },
    });
  });
  for (const typed of everything) expect(await names(typed, tenant)).toEqual(["지운이"]);
  await inTransaction(tenant, (tx) =>
    tx.db.customer.updateMany({ where: { id }, data: { erasedAt: tx.now } }),
  );
  for (const typed of everything) expect(await names(typed, tenant)).toEqual([]);
});

test("hits of a typo go on where their page ended", async () => {
  const tenant = await makeTenant();
  const similar = ["김하늬", "김하나", "김하니", "이하늘", "김늘"];
  for (const [i, name] of similar.entries()) await add(tenant, person(name, `010-6666-00${10 + i}`));
  const seen: string[] = [];
  let after: HitPlace | undefined;
  do {
    const page = await searchCustomers(tenant, "김하늘", { atMost: 2, after });
    if (page.hits.length > 0) expect(page.total).toBe(5);
    seen.push(...page.hits.map(({ name }) => name));
    after = page.hits.at(-1);
  } while (after);
  expect([...seen].sort()).toEqual([...similar].sort());
  // What fits as typed has no such page behind it.
  const { hits } = await searchCustomers(tenant, "하나");
  expect(hits.map(({ name }) => name)).toEqual(["김하나"]);
  expect((await searchCustomers(tenant, "하나", { after: hits[0] })).hits).toEqual([]);
});

describe("with 20,000 customers", () => {
  let crowd: TenantScope;
  beforeAll(async () => {
    crowd = await makeTenant();
    await owner.query("BEGIN");
    await owner.query("SELECT set_config('app.tenant_id', $1, true)", [crowd.tenantId]);
    await owner.query(
      `INSERT INTO customer (tenant_id, id, name, shop, created_at)
       SELECT $1::uuid, gen_random_uuid(), CASE i WHEN 777 THEN '황보빛나'
         ELSE substr('김이박최정', 1 + i % 5, 1) || chr(44032 + i * 7919 % 9000) || chr(44032 + i * 31 % 9000) END,
         CASE WHEN i % 3 > 0 THEN chr(44032 + i * 104729 % 9000) || ' 상회 ' || i END, now()
       FROM generate_series(1, 20000) AS i`,
      [crowd.tenantId],
    );
    for (const statement of [
      "CREATE TEMP TABLE mine ON COMMIT DROP AS SELECT * FROM customer WHERE tenant_id = current_setting('app.tenant_id')::uuid",
      `INSERT INTO contact_point (tenant_id, id, customer_id, channel, address, last_four, created_at)
       SELECT tenant_id, gen_random_uuid(), id, 'phone', '+8210' || lpad((row_number() OVER (ORDER BY id))::text, 8, '0'),
         right(lpad((row_number() OVER (ORDER BY id))::text, 8, '0'), 4), now() FROM mine`,
      `INSERT INTO contact_point (tenant_id, id, customer_id, channel, address, created_at)
       SELECT tenant_id, gen_random_uuid(), id, 'email', 'u' || row_number() OVER (ORDER BY id) || '@naver.com', now() FROM mine LIMIT 4000`,
      `INSERT INTO shop (tenant_id, id, name, created_at) SELECT tenant_id, id, shop, now() FROM mine WHERE shop IS NOT NULL LIMIT 4000`,
      "INSERT INTO customer_shop (tenant_id, customer_id, shop_id, since) SELECT tenant_id, id, id, now() FROM shop WHERE tenant_id IN (SELECT tenant_id FROM mine)",
      `INSERT INTO customer_note (tenant_id, id, customer_id, text, created_at)
       SELECT tenant_id, gen_random_uuid(), id, '전화함 ' || name || ' 다시 연락', now() FROM mine LIMIT 4000`,
      `INSERT INTO customer_field (tenant_id, id, label, kind, position, created_at)
       SELECT DISTINCT tenant_id, tenant_id, '차종', 'text', 0, now() FROM mine`,
      `INSERT INTO customer_field (tenant_id, id, label, kind, position, created_at)
       VALUES (current_setting('app.tenant_id')::uuid, '00000000-0000-4000-8000-00000000000a', '좌석 수', 'number', 1, now())`,
      `INSERT INTO customer_field_value (tenant_id, customer_id, field_id, text)
       SELECT tenant_id, id, tenant_id, '봉고 x' || row_number() OVER (ORDER BY id) FROM mine LIMIT 4000`,
      `INSERT INTO customer_field_value (tenant_id, customer_id, field_id, number)
       SELECT tenant_id, id, '00000000-0000-4000-8000-00000000000a', 90000 + row_number() OVER (ORDER BY id) FROM mine LIMIT 4000`,
    ])
      await owner.query(statement);
    await owner.query("COMMIT");
    await neighboursOfOne();
    await owner.query(
      "ANALYZE customer, contact_point, shop, customer_shop, customer_note, customer_field_value",
    );
  });

  /** Ten thousand others who have one row each: by the statistics, everybody has about one. */
  async function neighboursOfOne(): Promise<void> {
    await owner.query("SET session_replication_role = replica");
    const each = "gen_random_uuid(), gen_random_uuid()";
    for (const [table, columns, values] of [
      ["customer", "tenant_id, id, name, created_at", `${each}, '이웃', now()`],
      ["shop", "tenant_id, id, name, created_at", `${each}, '이웃', now()`],
      ["customer_shop", "tenant_id, customer_id, shop_id, since", `${each}, gen_random_uuid(), now()`],
      [
        "customer_note",
        "tenant_id, id, customer_id, text, created_at",
        `${each}, gen_random_uuid(), '이웃', now()`,
      ],
      [
        "customer_field_value",
        "tenant_id, customer_id, field_id, text",
        `${each}, gen_random_uuid(), '이웃'`,
      ],
      ["customer_field_value", "tenant_id, customer_id, field_id, number", `${each}, gen_random_uuid(), i`],
      [
        "contact_point",
        "tenant_id, id, customer_id, channel, address, last_four, created_at",
        `${each}, gen_random_uuid(), 'phone', '+8210' || i, right(i::text, 4), now()`,
      ],
    ])
      await owner.query(
        `INSERT INTO ${table} (${columns}) SELECT ${values} FROM generate_series(10000000, 10009999) AS i`,
      );
    await owner.query("SET session_replication_role = origin");
  }

  const readsOfSearch = (typed: string) =>
    inTransaction(crowd, (tx) =>
      readsOf(tx, async () => expect((await searchCustomers(tx, typed)).hits).not.toEqual([])),
    );

  const mostRead = 500;

  test.each([
    ["황보빛나", "customer_search"],
    ["빛나", "customer_search"],
    ["ㅎㅂㅂㄴ", "customer_search"],
    ["황보빗나", "customer_search"],
    ["상회 778", "shop_search"],
    ["01000000777", "contact_point_tenant_id_last_four_idx"],
    ["u777@naver.com", "contact_point_search"],
    ["황보빛나 다시", "customer_note_search"],
    ["봉고 x777", "customer_field_value_search"],
    ["90777", "customer_field_value_number"],
  ])("%s is looked up in %s, and little else is read", async (typed, index) => {
    const { rows, entries, indexes } = await readsOfSearch(typed);
    expect(indexes).toContain(index);
    expect(rows + entries).toBeLessThan(mostRead);
  });

  /** Control: without the index the same question reads every note of the tenant, and the counters say so. */
  test("the index is what spares the table", async () => {
    const { rows } = await owner.query(
      "SELECT pg_get_indexdef('customer_note_search'::regclass) AS definition",
    );
    await owner.query("DROP INDEX customer_note_search");
    const reads = await readsOfSearch("황보빛나 다시");
    expect(reads.rows + reads.entries).toBeGreaterThan(mostRead);
    await owner.query(rows[0].definition);
  });

  test("a word of one letter is found beside one that a thousand have", async () => {
    await owner.query("SELECT set_config('app.tenant_id', $1, false)", [crowd.tenantId]);
    await owner.query("UPDATE customer SET shop = '큰 꽃집 본점' WHERE tenant_id = $1", [crowd.tenantId]);
    // Comes last, so that it is not among the first thousand that are looked at.
    await owner.query(
      "INSERT INTO customer (tenant_id, id, name, shop, created_at) VALUES ($1, gen_random_uuid(), '늦은이', '참 꽃집 본점', now())",
      [crowd.tenantId],
    );
    expect(await names("참 꽃집", crowd)).toContain("늦은이");
  });

  test("and finds the one among them", async () => {
    expect(await names("ㅎㅂㅂㄴ", crowd)).toEqual(["황보빛나"]);
    expect(await names("빛나", crowd)).toEqual(["황보빛나"]);
  });
});
