import pg from "pg";

import { choseongOf } from "@/lib/platform/formats/choseong";

/** Customers of the measured tenant to search for, always the same ones of one population. */
export interface Samples {
  full: string[];
  part: string[];
  consonants: string[];
  lastFour: string[];
  number: string[];
  shop: string[];
  email: string[];
  note: string[];
  typo: string[];
  tagIds: string[];
  groupId: string;
  numberField: string;
}

const atMost = 20;

export async function samplesOf(ownerUrl: string, tenantId: string): Promise<Samples> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const some = async (sql: string): Promise<string[]> =>
    (
      await client.query<{ v: string }>(
        `SELECT v FROM (${sql}) AS t (v, id) ORDER BY md5(id::text), v LIMIT ${atMost}`,
        [tenantId],
      )
    ).rows.map(({ v }) => v);
  const customers = "FROM customer c WHERE c.tenant_id = $1 AND c.erased_at IS NULL";
  const points = `FROM contact_point p JOIN customer c ON c.tenant_id = p.tenant_id AND c.id = p.customer_id
    WHERE p.tenant_id = $1 AND c.erased_at IS NULL`;
  try {
    const names = await some(`SELECT c.name, c.id ${customers} AND c.name ~ '^[가-힣]{3}$'`);
    const phones = await some(`SELECT p.address, p.id ${points} AND p.channel = 'phone'`);
    const notes = await some(
      `SELECT n.text, n.id FROM customer_note n JOIN customer c ON c.tenant_id = n.tenant_id AND c.id = n.customer_id
       WHERE n.tenant_id = $1 AND c.erased_at IS NULL`,
    );
    const emails = await some(`SELECT p.address, p.id ${points} AND p.channel = 'email'`);
    return {
      full: names,
      part: names.map((name) => name.slice(1)),
      consonants: names.map(choseongOf),
      lastFour: phones.map((phone) => phone.slice(-4)),
      number: phones.map((phone) => `010-${phone.slice(5, 9)}-${phone.slice(9)}`),
      shop: await some(`SELECT c.shop, c.id ${customers} AND c.shop IS NOT NULL`),
      email: emails.map((email) => email.slice(0, email.indexOf("@"))),
      note: notes.map((text) => text.slice(text.indexOf(" ") + 1, text.indexOf("."))),
      typo: names.map((name) => `${name.slice(0, 2)}뷁`),
      tagIds: await some("SELECT id::text, position(id::text IN id::text) FROM tag WHERE tenant_id = $1"),
      groupId: (await some("SELECT id::text, id FROM customer_group WHERE tenant_id = $1"))[0] ?? "",
      numberField:
        (await some("SELECT id::text, id FROM customer_field WHERE tenant_id = $1 AND kind = 'number'"))[0] ??
        "",
    };
  } finally {
    await client.end();
  }
}
