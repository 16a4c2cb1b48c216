import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadStarter } from "@/lib/follow-ups/starter";
import { systemScope } from "@/lib/platform/tenancy";
import { tenantBySlug } from "@/lib/tenants/tenants";
import { type CalmWorker, calmWorker } from "@/lib/worker/run-until-calm";
import { type Installation, startInstallation } from "@/scripts/checks/installation";
import type { RenderedForm } from "@/scripts/checks/rendered-form";
import { contentOf, difference, together } from "./support/answers";
import { behindOurProxy, endWork, workOn } from "./support/installation-env";
import { type Answered, formOf, lectures, phoneOfApplicant, send } from "./support/rush";
import { loadMessages } from "./support/words";

let installation: Installation;
let worker: CalmWorker;
let ownerClient: pg.Client;
let form: RenderedForm;
let otherForm: RenderedForm;

beforeAll(async () => {
  installation = await startInstallation({ workers: 0, seed: false, env: behindOurProxy });
  workOn(installation);
  worker = await calmWorker();
  ownerClient = new pg.Client({ connectionString: installation.ownerUrl });
  await ownerClient.connect();
  form = await shop("applying");
  otherForm = await shop("elsewhere");
});

afterAll(async () => {
  await ownerClient?.end();
  await worker?.stop();
  await endWork(installation);
});

/** A tenant with its texts and one open lecture; its form. */
async function shop(slug: string): Promise<RenderedForm> {
  const [lecture] = await lectures(slug, 1, 500);
  const tenant = (await tenantBySlug(slug)) ?? expect.fail("there is no such tenant");
  await loadStarter(systemScope(tenant.id));
  return formOf(installation.url, slug, lecture?.slug ?? "");
}

const words = loadMessages();

const submit = (index: number, otherwise: Parameters<typeof send>[3] = {}, to = form) =>
  send(installation.url, to, index, otherwise);

const e164 = (index: number) => phoneOfApplicant(index).replace(/^0/, "+82");

/** Enrollments of whoever has this number, and the purposes of the texts planned for them. */
async function kept(index: number): Promise<{ enrollments: string[]; texts: string[] }> {
  await worker.runUntilCalm();
  const { rows: enrollments } = await ownerClient.query<{ id: string }>(
    "SELECT e.id FROM enrollment e JOIN contact_point c USING (tenant_id, customer_id) WHERE c.address = $1",
    [e164(index)],
  );
  const ids = enrollments.map(({ id }) => id);
  const { rows: texts } = await ownerClient.query<{ purpose: string }>(
    "SELECT purpose FROM message WHERE enrollment_id = ANY($1) ORDER BY 1",
    [ids],
  );
  return { enrollments: ids, texts: texts.map(({ purpose }) => purpose) };
}

async function rowsIn(table: "customer" | "enrollment" | "idempotency_key"): Promise<number> {
  const { rows } = await ownerClient.query<{ count: number }>(`SELECT count(*)::int FROM "${table}"`);
  return rows[0]?.count ?? 0;
}

/** A page without its new keys and the number that was typed. */
const neutral = ({ html, ...answered }: Answered, index: number) =>
  contentOf({ ...answered, body: html }, (piece) =>
    piece
      .replaceAll(phoneOfApplicant(index), "NUMBER")
      .replaceAll(/010-••••-\d{4}/g, "NUMBER")
      .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "KEY"),
  );

describe("the field that no person sees", () => {
  test("filled in, nothing is kept; left empty, the same form is taken", async () => {
    const before = [await rowsIn("customer"), await rowsIn("enrollment"), await rowsIn("idempotency_key")];
    const filled = await submit(1, { also: { website: "https://example.com" } });
    expect(filled.shown).toContain(words.invalid);
    expect(filled.shown).not.toContain(words.sent);
    expect([await rowsIn("customer"), await rowsIn("enrollment"), await rowsIn("idempotency_key")]).toEqual(
      before,
    );
    expect((await submit(1, { also: { website: "" } })).shown).toContain(words.sent);
    expect((await kept(1)).enrollments.length).toBe(1);
  });
});

describe("one form sent again and again (G4)", () => {
  test("a hundred times at once: one enrollment, its texts once, and a hundred equal answers", async () => {
    const also = { idempotencyKey: randomUUID() };
    const answers = await together(Array(100).fill(2), 16, (index, turn) =>
      submit(index, { also, from: `198.51.100.${turn}` }),
    );
    const [first] = answers as [Answered];
    expect(first.shown).toContain(words.sent);
    for (const answer of answers) expect(difference(neutral(answer, 2), neutral(first, 2))).toBe("");
    const once = await kept(2);
    expect(once.enrollments.length).toBe(1);
    expect(once.texts.filter((purpose) => purpose === "follow_up:confirmed").length).toBe(1);
    expect(new Set(once.texts).size).toBe(once.texts.length);
  });

  test("control: the answers of two different forms differ, and so do their rows", async () => {
    const [one, other] = [await submit(3), await submit(3, { name: "", also: {} })];
    expect(difference(neutral(one, 3), neutral(other, 3))).not.toBe("");
    const keysBefore = await rowsIn("idempotency_key");
    await submit(3);
    await submit(3);
    expect(await rowsIn("idempotency_key")).toBe(keysBefore + 2);
  });

  test("with other content it is refused, and nothing of it is kept", async () => {
    const also = { idempotencyKey: randomUUID() };
    expect((await submit(4, { also })).shown).toContain(words.sent);
    const refused = await submit(5, { also });
    expect(refused.shown).toContain(words.keyReused);
    expect(refused.shown).not.toContain(words.sent);
    expect((await kept(5)).enrollments).toEqual([]);
    expect((await kept(4)).enrollments.length).toBe(1);
  });

  test("a key of one tenant answers nobody at another", async () => {
    const also = { idempotencyKey: randomUUID() };
    expect((await submit(6, { also })).shown).toContain(words.sent);
    // Other content under a key that is used elsewhere: neither answered from there, nor refused.
    expect((await submit(7, { also }, otherForm)).shown).toContain(words.sent);
    expect((await kept(7)).enrollments.length).toBe(1);
    expect((await kept(6)).enrollments.length).toBe(1);
  });
});

test("a known and an unknown number get the same page", async () => {
  expect((await submit(8)).shown).toContain(words.sent);
  const [known, unknown] = [await submit(8), await submit(9)];
  expect(known.shown).toContain(words.sent);
  expect(difference(neutral(known, 8), neutral(unknown, 9))).toBe("");
  // Also to somebody who writes a name that is not the one we know.
  expect(difference(neutral(await submit(8, { name: "Somebody" }), 8), neutral(unknown, 9))).toBe("");
  expect((await kept(8)).enrollments.length).toBe(1);
});
