import { afterAll, beforeEach, describe, expect, it } from "vitest";

import { guardianOf } from "@/lib/customers/guardians";
import { ledgerOf } from "@/lib/customers/ledger/ledger";
import { called, deskOfOwn, pageOf, reasonOf } from "@/lib/customers/testing/desk";
import { loadStarter } from "@/lib/follow-ups/starter";
import { plansOf, reactToAll } from "@/lib/follow-ups/testing/plans";
import { messageContexts } from "@/lib/messages/context";
import { gatherKnown } from "@/lib/messages/known";
import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";
import { moveClockTo } from "@/lib/platform/testing/tenant";
import { doRecords } from "@/lib/worker/due-work";

import { approve, putOnWaitlist } from "../approval";
import { move } from "../change";
import { apply } from "../enrollments";
import { rosterOf } from "../roster";
import type { Application } from "../schema";
import { applicationTo, courseWithRun, phoneOf, seatsOf } from "../testing/course-with-run";
import { answerAsGuardian, guardianQuestion, recordGuardianPaper } from "./answering";
import { guardianAnswer, guardianPaper } from "./schema";

let numbers = 0;

async function childrensCourse(given: { capacity?: number; needsApproval?: boolean } = {}) {
  const tenant = await deskOfOwn();
  await loadStarter(tenant);
  const course = await courseWithRun(tenant, given);
  await inTransaction(tenant, ({ db }) => db.course.updateMany({ data: { forChildren: true } }));
  return { tenant, ...course };
}

/** A child applies with the guardian's number. */
async function childApplies(tenant: TenantScope, runId: string, more: Partial<Application> = {}) {
  numbers += 1;
  const applied = await apply(
    tenant,
    applicationTo(runId, numbers, {
      name: "김하늘",
      guardian: { name: "김보호" },
      consents: ["collection", "advertising", "marketing"],
      ...more,
    }),
  );
  await reactToAll();
  const { id: requestId } = await inTransaction(tenant, ({ db }) =>
    db.guardianConsent.findFirstOrThrow({ where: { customerId: applied.customerId, state: "waiting" } }),
  );
  return { ...applied, requestId };
}

const answer = (tenant: TenantScope, requestId: string, given: Record<string, unknown>) =>
  answerAsGuardian(tenant, requestId, guardianAnswer.parse(given), {});
const yes = { answer: "yes", consents: { collection: "on", advertising: "on" } };

const stateOf = (tenant: TenantScope, enrollmentId: string) =>
  inTransaction(tenant, ({ db }) => db.enrollment.findFirstOrThrow({ where: { id: enrollmentId } })).then(
    ({ state }) => state,
  );
const ledger = async (tenant: TenantScope, customerId: string) =>
  (await ledgerOf(tenant, customerId)).lines.map(({ purpose, source }) => `${purpose} ${source}`).sort();

const look = async () => {
  await doRecords((error) => {
    throw error;
  });
  await reactToAll();
};

beforeEach(() => moveClockTo("2026-11-23T03:00:00Z"));
afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

describe("a child under 14 applies (row 39)", () => {
  it("waits without a place and without a consent, and the guardian is asked once", async () => {
    const { tenant, runId } = await childrensCourse({ capacity: 1 });
    const { enrollmentId, customerId, requestId } = await childApplies(tenant, runId);
    expect([await stateOf(tenant, enrollmentId), (await seatsOf(tenant, runId)).taken]).toEqual([
      "awaiting_approval",
      0,
    ]);
    expect(await ledger(tenant, customerId)).toEqual([]);
    await reactToAll({ twice: true });
    expect(await plansOf(tenant, { customerId })).toEqual(["guardian 2026-11-23 12:00"]);
    const [message] = await inTransaction(tenant, ({ db }) => db.message.findMany({ where: { customerId } }));
    expect(message).toMatchObject({
      subjectId: requestId,
      class: "transactional",
      expiresAt: new Date("2026-11-28T03:00:00Z"),
    });
    expect((await rosterOf(tenant, runId)).people).toMatchObject([{ awaitsGuardian: true }]);
    expect(await inTransaction(tenant, (tx) => guardianOf(tx, customerId))).toMatchObject({
      state: "waiting",
      guardianName: "김보호",
    });
  });

  it("gets no place by anybody's approval before the guardian agreed", async () => {
    const { tenant, runId } = await childrensCourse();
    const { enrollmentId, requestId } = await childApplies(tenant, runId);
    const elsewhere = await courseWithRun(tenant);
    for (const way of [
      () => approve(tenant, enrollmentId),
      () => putOnWaitlist(tenant, enrollmentId),
      () => move(tenant, enrollmentId, elsewhere.runId),
    ])
      expect(await reasonOf(way())).toBe("enrollments.guardianAwaited");
    await inTransaction(tenant, ({ db }) =>
      db.guardianConsent.updateMany({ where: { id: requestId }, data: { state: "confirmed" } }),
    );
    // Control: the same approval, with nothing but the answer changed.
    expect((await approve(tenant, enrollmentId)).state).toBe("confirmed");
  });

  it("uses the guardian's number beside its owner, and is not taken for them", async () => {
    const { tenant, runId } = await childrensCourse();
    numbers += 1;
    const parent = await apply(tenant, applicationTo(runId, numbers, { name: "김보호" }));
    const phone = phoneOf(numbers);
    const child = await childApplies(tenant, runId, { phone });
    expect(child.customerId).not.toBe(parent.customerId);
    expect((await pageOf(tenant, child.customerId)).name).toBe("김하늘");
    const again = await apply(
      tenant,
      applicationTo(runId, 0, { name: "김하늘", phone, guardian: { name: "김보호" } }),
    );
    expect(again).toMatchObject({ enrollmentId: child.enrollmentId, outcome: "existing" });
  });

  it("is refused where the course does not take children", async () => {
    const { tenant, runId } = await childrensCourse();
    await inTransaction(tenant, ({ db }) => db.course.updateMany({ data: { forChildren: false } }));
    expect(await reasonOf(apply(tenant, applicationTo(runId, 9, { guardian: { name: "김보호" } })))).toBe(
      "enrollments.notForChildren",
    );
  });

  it("known by the birthday is asked about too; from the fourteenth birthday on nobody is", async () => {
    const { tenant, runId } = await childrensCourse();
    const born = async (birthday: string, phone: string) => {
      const id = await called(tenant, { name: "이든", phone });
      await inTransaction(tenant, ({ db }) =>
        db.customer.updateMany({ where: { id }, data: { birthday: new Date(`${birthday}T00:00:00Z`) } }),
      );
      return (await apply(tenant, applicationTo(runId, 0, { name: "이든", phone }))).state;
    };
    expect(await born("2012-11-24", "010-6600-0001")).toBe("awaiting_approval");
    expect(await born("2012-11-23", "010-6600-0002")).toBe("confirmed");
  });
});

describe("the guardian answers", () => {
  it("yes: the consents are the guardian's, for what they ticked, and the application goes on", async () => {
    const { tenant, runId } = await childrensCourse();
    const { enrollmentId, customerId, requestId } = await childApplies(tenant, runId);
    await answer(tenant, requestId, yes);
    await reactToAll();
    expect(await stateOf(tenant, enrollmentId)).toBe("confirmed");
    expect(await ledger(tenant, customerId)).toEqual(["advertising guardian", "collection guardian"]);
    expect(await reasonOf(answer(tenant, requestId, { answer: "no" }))).toBe("consents.guardian.over");
    expect((await pageOf(tenant, customerId)).name).toBe("김하늘");
  });

  it("not without the consent that the application needs", () => {
    expect(
      guardianAnswer.safeParse({ answer: "yes", consents: { advertising: "on" } }).error?.issues,
    ).toMatchObject([{ path: ["consents", "collection"], message: "consents.guardian.collectionNeeded" }]);
  });

  it("yes to a full run waits; where the owner approves, it waits for that", async () => {
    const full = await childrensCourse({ capacity: 1 });
    const child = await childApplies(full.tenant, full.runId);
    numbers += 1;
    await apply(full.tenant, applicationTo(full.runId, numbers));
    await answer(full.tenant, child.requestId, yes);
    expect(await stateOf(full.tenant, child.enrollmentId)).toBe("waitlisted");

    const approved = await childrensCourse({ needsApproval: true });
    const other = await childApplies(approved.tenant, approved.runId);
    await answer(approved.tenant, other.requestId, yes);
    expect(await stateOf(approved.tenant, other.enrollmentId)).toBe("awaiting_approval");
    expect((await approve(approved.tenant, other.enrollmentId)).state).toBe("confirmed");
  });

  it("no: the application ends, and the child and the guardian are forgotten", async () => {
    const { tenant, runId } = await childrensCourse();
    const { enrollmentId, customerId, requestId } = await childApplies(tenant, runId);
    await answer(tenant, requestId, { answer: "no" });
    await reactToAll();
    expect(await stateOf(tenant, enrollmentId)).toBe("cancelled");
    expect(await pageOf(tenant, customerId)).toMatchObject({ name: "지운 고객", erased: true, phone: null });
    expect(await plansOf(tenant, { customerId })).toEqual([]);
    expect(await guardianQuestion(tenant, requestId)).toMatchObject({
      state: "refused",
      child: null,
      guardianName: null,
    });
  });

  it("on paper: staff write it down with its proof, and the ledger names the way", async () => {
    const { tenant, runId } = await childrensCourse();
    const { enrollmentId, customerId } = await childApplies(tenant, runId);
    const paper = { customerId, guardianName: "김보호", consents: {}, fileId: "" };
    expect(guardianPaper.safeParse({ ...paper, note: "" }).success).toBe(false);
    await recordGuardianPaper(tenant, guardianPaper.parse({ ...paper, note: "파란 바인더에 있어요" }));
    expect(await stateOf(tenant, enrollmentId)).toBe("confirmed");
    expect((await ledgerOf(tenant, customerId)).lines).toMatchObject([
      { purpose: "collection", source: "staff", sourceDetail: "paper", note: "파란 바인더에 있어요" },
    ]);
  });

  it("is nobody else's question: another business finds none", async () => {
    const { tenant, runId } = await childrensCourse();
    const { requestId } = await childApplies(tenant, runId);
    const other = await deskOfOwn();
    expect(await reasonOf(guardianQuestion(other, requestId))).toBe("errors.not_found");
    expect(await reasonOf(answer(other, requestId, yes))).toBe("errors.not_found");
  });
});

describe("a guardian who does not answer", () => {
  it("after five days the application ends and the child is forgotten; a moment before nothing is", async () => {
    const { tenant, runId } = await childrensCourse();
    const { enrollmentId, customerId, requestId } = await childApplies(tenant, runId);
    await moveClockTo("2026-11-28T02:59:59Z");
    await look();
    expect([await stateOf(tenant, enrollmentId), (await pageOf(tenant, customerId)).erased]).toEqual([
      "awaiting_approval",
      false,
    ]);
    await moveClockTo("2026-11-28T03:00:00Z");
    expect(await reasonOf(answer(tenant, requestId, yes))).toBe("consents.guardian.over");
    await look();
    expect([await stateOf(tenant, enrollmentId), (await pageOf(tenant, customerId)).erased]).toEqual([
      "cancelled",
      true,
    ]);
    const texts = await inTransaction(tenant, ({ db }) =>
      db.message.findMany({
        where: { customerId },
        select: { state: true, toAddress: true, variables: true },
      }),
    );
    expect(texts).toEqual([{ state: "cancelled", toAddress: null, variables: {} }]);
  });

  it("of a child who was known before loses the application and keeps the record", async () => {
    const { tenant, runId } = await childrensCourse();
    const known = await called(tenant, { name: "김하늘", phone: "010-6600-0009" });
    await moveClockTo("2026-11-23T04:00:00Z");
    const child = await childApplies(tenant, runId, { phone: "010-6600-0009" });
    expect(child.customerId).toBe(known);
    await moveClockTo("2026-11-29T03:00:00Z");
    await look();
    expect([await stateOf(tenant, child.enrollmentId), (await pageOf(tenant, known)).name]).toEqual([
      "cancelled",
      "김하늘",
    ]);
  });
});

describe("advertising to a child", () => {
  it("is blocked until a guardian consented to advertising, whatever the child said", async () => {
    const { tenant, runId } = await childrensCourse();
    const { customerId, requestId } = await childApplies(tenant, runId);
    const ad = { messageClass: "advertising" } as const;
    const blocked = () =>
      inTransaction(tenant, async (tx) => {
        const [message] = await tx.db.message.findMany({ where: { customerId }, take: 1 });
        const contexts = await messageContexts(tx, [message?.id ?? ""]);
        const asAds = contexts.map((one) => ({ ...one, words: one.words && { ...one.words, ...ad } }));
        const known = await gatherKnown(tx, asAds);
        return known.withoutGuardian.has(customerId);
      });
    const reason = async () =>
      (await ledgerOf(tenant, customerId)).now.find(({ purpose }) => purpose === "advertising")?.reason;
    expect([await blocked(), await reason()]).toEqual([true, "guardianNeeded"]);
    await answer(tenant, requestId, yes);
    expect([await blocked(), await reason()]).toEqual([false, "given"]);
  });

  it("stays blocked for one known by the birthday whose guardian agreed to the course alone", async () => {
    const tenant = await deskOfOwn();
    const id = await called(tenant);
    await inTransaction(tenant, ({ db }) =>
      db.customer.updateMany({ where: { id }, data: { birthday: new Date("2014-01-01T00:00:00Z") } }),
    );
    expect(await inTransaction(tenant, (tx) => guardianOf(tx, id))).toMatchObject({ state: "needed" });
    const paper = { customerId: id, guardianName: "김보호", note: "파란 바인더", fileId: "" };
    await recordGuardianPaper(tenant, guardianPaper.parse(paper));
    const now = async () =>
      (await ledgerOf(tenant, id)).now.find(({ purpose }) => purpose === "advertising")?.reason;
    expect(await now()).toBe("guardianNeeded");
    await recordGuardianPaper(tenant, guardianPaper.parse({ ...paper, consents: { advertising: "on" } }));
    expect(await now()).toBe("given");
  });
});
