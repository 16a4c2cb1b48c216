import { afterAll, beforeEach, describe, expect, it } from "vitest";

import { closeDatabase } from "@/lib/platform/database/pool";
import { newId } from "@/lib/platform/ids";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { moveClockTo } from "@/lib/platform/testing/tenant";

import { consentText } from "../consent-texts";
import { claimConsents, recordConsents } from "../consents";
import type { ConsentPurpose } from "../schema";
import { suppressionOf } from "../suppressions";
import { called, deskOfOwn, reasonOf } from "../testing/desk";
import { ledgerOf } from "./ledger";
import { paperInput, withdrawalInput } from "./schema";
import { recordPaper, withdrawByStaff } from "./staff-statements";

beforeEach(() => moveClockTo("2026-11-23T03:00:00Z"));
afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

/** As the application form writes it. */
const said = (tenant: TenantScope, customerId: string, ...purposes: ConsentPurpose[]) =>
  inTransaction(tenant, (tx) =>
    recordConsents(
      { ...tx, actor: { kind: "customer", id: customerId } },
      customerId,
      purposes.map((purpose) => {
        const { channel, version, hash } = consentText(purpose, "ko", { businessName: "" });
        const evidence = { textVersion: version, textHash: hash, locale: "ko", source: "application_form" };
        return { purpose, channel, given: true, evidence };
      }),
    ),
  );

const refuses = (
  tenant: TenantScope,
  customerId: string,
  purpose: "advertising" | "night" | "marketing",
  note = "",
) => withdrawByStaff(tenant, withdrawalInput.parse({ customerId, purpose, heard: "phone", note }));

const paper = (tenant: TenantScope, customerId: string, given: Record<string, unknown> = {}) =>
  recordPaper(
    tenant,
    paperInput.parse({
      customerId,
      purposes: { advertising: "on" },
      signedOn: "2026-11-20",
      fileId: "",
      note: "카운터 아래 파란 바인더",
      ...given,
    }),
  );

const nowOf = async (tenant: TenantScope, customerId: string) =>
  (await ledgerOf(tenant, customerId)).now.map(({ purpose, reason }) => `${purpose} ${reason}`);

const addressOf = (tenant: TenantScope, customerId: string) =>
  inTransaction(tenant, ({ db }) => db.contactPoint.findFirstOrThrow({ where: { customerId } })).then(
    ({ address }) => address,
  );

describe("the ledger of a person", () => {
  it("shows every word newest first, with the very wording they read and its hash (row 38)", async () => {
    const tenant = await deskOfOwn();
    const id = await called(tenant);
    await said(tenant, id, "advertising");
    await moveClockTo("2026-11-24T03:00:00Z");
    await refuses(tenant, id, "advertising", "배우자가 전화");
    const { lines } = await ledgerOf(tenant, id);
    const { title, body, hash } = consentText("advertising", "ko", { businessName: "시험 사업장" });
    expect(lines).toMatchObject([
      { given: false, source: "staff", sourceDetail: "phone", note: "배우자가 전화", by: { kind: "member" } },
      {
        given: true,
        claimed: false,
        source: "application_form",
        by: { kind: "customer" },
        text: { version: "1", hash, words: { title, body } },
      },
    ]);
  });

  it("keeps what only a file says apart, by the file's name, and counts it for nothing", async () => {
    const tenant = await deskOfOwn();
    const id = await called(tenant);
    await inTransaction(tenant, (tx) =>
      claimConsents(tx, [{ customerId: id, given: true }], {
        source: "import",
        sourcePage: "회원.xlsx",
        textVersion: "claimed",
        textHash: "00",
        locale: "ko",
      }),
    );
    const { lines, now } = await ledgerOf(tenant, id);
    expect(lines).toMatchObject([
      { claimed: true, source: "import", sourceDetail: "회원.xlsx", text: { words: null } },
    ]);
    expect(now.find(({ purpose }) => purpose === "advertising")).toMatchObject({
      allowed: false,
      reason: "claimed",
    });
  });

  it("turns its pages without losing or doubling a line of one moment", async () => {
    const tenant = await deskOfOwn();
    const id = await called(tenant);
    for (let time = 0; time < 30; time += 1) await said(tenant, id, "marketing", "advertising");
    const first = await ledgerOf(tenant, id);
    const second = await ledgerOf(tenant, id, { before: first.older ?? "" });
    const ids = [...first.lines, ...second.lines].map((line) => line.id);
    expect([first.lines.length, new Set(ids).size, second.older]).toEqual([50, 60, null]);
  });

  it("is nobody else's: another business finds no customer", async () => {
    const [tenant, other] = [await deskOfOwn(), await deskOfOwn()];
    const id = await called(tenant);
    expect(await reasonOf(ledgerOf(other, id))).toBe("errors.not_found");
    expect(await reasonOf(refuses(other, id, "advertising"))).toBe("errors.not_found");
    expect(await reasonOf(paper(other, id))).toBe("errors.not_found");
  });
});

describe("a refusal that a member heard", () => {
  it("stops the number at once, takes the night with it, and changes nothing when repeated (row 28)", async () => {
    const tenant = await deskOfOwn();
    const id = await called(tenant);
    await said(tenant, id, "advertising", "night");
    await refuses(tenant, id, "advertising");
    const { length } = (await ledgerOf(tenant, id)).lines;
    await refuses(tenant, id, "advertising");
    expect((await ledgerOf(tenant, id)).lines).toHaveLength(length);
    const address = await addressOf(tenant, id);
    expect(await inTransaction(tenant, (tx) => suppressionOf(tx, "sms", address))).toBe("advertising");
    expect(await nowOf(tenant, id)).toEqual([
      "collection never",
      "marketing never",
      "advertising refused",
      "night withdrawn",
    ]);
  });

  it("of the night or of the use of data leaves advertising by day alone", async () => {
    const tenant = await deskOfOwn();
    const id = await called(tenant);
    await said(tenant, id, "advertising", "night", "marketing");
    await refuses(tenant, id, "night");
    await refuses(tenant, id, "marketing");
    expect(await nowOf(tenant, id)).toEqual([
      "collection never",
      "marketing withdrawn",
      "advertising given",
      "night withdrawn",
    ]);
  });

  it("cannot be written over: the application may not change or remove a line", async () => {
    const tenant = await deskOfOwn();
    const id = await called(tenant);
    await refuses(tenant, id, "advertising");
    const tamper = (
      work: (db: Parameters<Parameters<typeof inTransaction>[1]>[0]["db"]) => Promise<unknown>,
    ) =>
      inTransaction(tenant, ({ db }) => work(db)).then(
        () => "done",
        () => "refused",
      );
    expect(
      await Promise.all([
        tamper((db) => db.consent.updateMany({ where: { customerId: id }, data: { given: true } })),
        tamper((db) => db.consent.deleteMany({ where: { customerId: id } })),
      ]),
    ).toEqual(["refused", "refused"]);
  });
});

describe("a consent on paper", () => {
  it("counts from the day on the paper, with the note that shows where it lies", async () => {
    const tenant = await deskOfOwn();
    const id = await called(tenant);
    await paper(tenant, id);
    const { lines, now } = await ledgerOf(tenant, id);
    expect(lines).toMatchObject([
      {
        given: true,
        sourceDetail: "paper",
        note: "카운터 아래 파란 바인더",
        occurredAt: new Date("2026-11-19T15:00:00Z"),
        recordedAt: new Date("2026-11-23T03:00:00Z"),
        text: { version: "1", words: { title: expect.stringContaining("문자") } },
      },
    ]);
    expect(now.find(({ purpose }) => purpose === "advertising")?.allowed).toBe(true);
  });

  it("is refused as a bare claim: neither a file nor a note", async () => {
    const tenant = await deskOfOwn();
    const id = await called(tenant);
    for (const note of ["", "네"])
      expect(
        paperInput.safeParse({
          customerId: id,
          purposes: { advertising: "on" },
          signedOn: "2026-11-20",
          note,
        }).error?.issues,
      ).toMatchObject([{ path: ["note"], message: "consents.paper.needsProof" }]);
  });

  it("with a file keeps the file's own hash for the words, and takes no file of anybody else", async () => {
    const tenant = await deskOfOwn();
    const [id, other] = [await called(tenant), await called(tenant)];
    const [fileId, storedId] = [newId(), newId()];
    const sha256 = "ab".repeat(32);
    await inTransaction(tenant, async ({ db, now, tenantId }) => {
      const bytes = new Uint8Array([1]);
      await db.storedFile.create({
        data: { tenantId, id: storedId, mediaType: "application/pdf", bytes, sha256, createdAt: now },
      });
      await db.customerFile.create({
        data: {
          tenantId,
          id: fileId,
          customerId: id,
          fileId: storedId,
          name: "동의서.pdf",
          size: 1,
          addedAt: now,
        },
      });
    });
    expect(await reasonOf(paper(tenant, other, { fileId }))).toBe("consents.paper.noSuchFile");
    await paper(tenant, id, { fileId, note: "" });
    expect((await ledgerOf(tenant, id)).lines).toMatchObject([
      { proof: { fileId, name: "동의서.pdf" }, text: { version: "paper", hash: sha256, words: null } },
    ]);
  });

  it("older than the person's own refusal, or of the same day, changes nothing; a newer one lifts it", async () => {
    const tenant = await deskOfOwn();
    const id = await called(tenant);
    await refuses(tenant, id, "advertising");
    expect(await reasonOf(paper(tenant, id))).toBe("consents.paper.older");
    expect(await reasonOf(paper(tenant, id, { signedOn: "2026-11-23" }))).toBe("consents.paper.older");
    expect(await nowOf(tenant, id)).toContain("advertising refused");
    await moveClockTo("2026-11-25T03:00:00Z");
    await paper(tenant, id, { signedOn: "2026-11-24" });
    expect(await nowOf(tenant, id)).toContain("advertising given");
  });

  it("of a day to come, of two years ago, or of the night alone is refused", async () => {
    const tenant = await deskOfOwn();
    const id = await called(tenant);
    expect(await reasonOf(paper(tenant, id, { signedOn: "2026-11-24" }))).toBe("consents.paper.future");
    expect(await reasonOf(paper(tenant, id, { signedOn: "2024-11-23" }))).toBe("consents.paper.tooOld");
    expect(await reasonOf(paper(tenant, id, { purposes: { night: "on" } }))).toBe(
      "consents.paper.nightAlone",
    );
    expect((await ledgerOf(tenant, id)).lines).toEqual([]);
  });
});
