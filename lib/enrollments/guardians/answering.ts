import type { z } from "zod";

import { consentText } from "@/lib/customers/consent-texts";
import { type ConsentEvidence, recordConsents } from "@/lib/customers/consents";
import { customerOrRefuse } from "@/lib/customers/customers";
import type { ConsentPurpose } from "@/lib/customers/schema";
import { recordEvent } from "@/lib/platform/events";
import { newId } from "@/lib/platform/ids";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";
import { cancel } from "../cancellation";
import { runOrRefuse } from "../run-to-join";
import { hasPlaces } from "../seats";
import { firstState } from "../states";
import { become, enrollmentToChange } from "../transition";
import { forgetApplication } from "./forgetting";
import { type guardianAnswer, guardianChoices, type guardianPaper } from "./schema";

type Answered = z.output<typeof guardianAnswer>;
type Evidence = Pick<
  ConsentEvidence,
  "source" | "sourcePage" | "ipHash" | "userAgent" | "note" | "proofFileId"
>;

/**
 * The guardian answered by the link: yes writes the consents they ticked themselves and lets the application go on like
 * every other (a place if one is free, else the waitlist; the owner's approval where the course wants it); no ends it and forgets
 * the child. Answering again changes nothing: `consents.guardian.over` tells that it is answered.
 */
export async function answerAsGuardian(
  tenant: TenantScope,
  requestId: string,
  given: Answered,
  evidence: Pick<Evidence, "ipHash" | "userAgent">,
): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    const asked = await takeWaiting(tx, requestId, given.answer === "yes" ? "confirmed" : "refused", "link");
    if (given.answer === "no") return endApplication(tx, asked);
    const purposes = ["collection" as const, ...guardianChoices.filter((choice) => given.consents[choice])];
    await writeConsents(tx, asked, purposes, { ...evidence, source: "guardian", sourcePage: "guardian" });
    await goOn(tx, asked);
  });
}

/**
 * Staff hold a paper that the guardian signed: every application of the child that waits goes on, and a child's record
 * without an application has its consent. The ledger names the member and the proof.
 */
export async function recordGuardianPaper(
  tenant: TenantScope,
  given: z.output<typeof guardianPaper>,
): Promise<{ recorded: true }> {
  return inTransaction(tenant, async (tx) => {
    const { customerId, guardianName, fileId, note } = given;
    await customerOrRefuse(tx, customerId);
    if (
      fileId &&
      (await tx.db.customerFile.count({ where: { id: fileId, customerId, removedAt: null } })) === 0
    )
      throw new Refusal("invalid", "consents.paper.noSuchFile", { field: "fileId" });
    const waiting = await tx.db.guardianConsent.findMany({ where: { customerId, state: "waiting" } });
    if (waiting.length === 0) waiting.push(await withoutApplication(tx, customerId));
    const purposes = ["collection" as const, ...guardianChoices.filter((choice) => given.consents[choice])];
    const proof = { note: note ?? undefined, proofFileId: fileId || undefined };
    const recordedBy = tx.actor.name ?? null;
    for (const { id } of waiting) {
      const asked = await takeWaiting(tx, id, "confirmed", "paper", {
        guardianName,
        recordedBy,
        note: note ?? null,
        proofFileId: fileId || null,
      });
      await tx.db.guardianConsent.updateMany({ where: { id }, data: { purposes } });
      await goOn(tx, asked);
    }
    const [first] = waiting;
    if (first) await writeConsents(tx, first, purposes, { ...proof, source: "staff", sourcePage: "paper" });
    return { recorded: true };
  });
}

/** Nobody answered in time: the application ends and the child is forgotten. Calm when it was answered meanwhile. */
export async function expireGuardian(tenant: TenantScope, requestId: string): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    const due = await tx.db.guardianConsent.count({
      where: { id: requestId, state: "waiting", expiresAt: { lte: tx.now } },
    });
    if (due > 0) await endApplication(tx, await takeWaiting(tx, requestId, "expired"));
  });
}

/** Compare-and-set: of two answers one counts. */
async function takeWaiting(
  tx: Tx,
  id: string,
  state: "confirmed" | "refused" | "expired",
  means?: "link" | "paper",
  more: {
    guardianName?: string;
    recordedBy?: string | null;
    note?: string | null;
    proofFileId?: string | null;
  } = {},
) {
  const { count } = await tx.db.guardianConsent.updateMany({
    where: {
      id,
      state: "waiting",
      ...(means === "link" ? { OR: [{ expiresAt: null }, { expiresAt: { gt: tx.now } }] } : {}),
    },
    data: { ...more, state, means: means ?? null, answeredAt: tx.now },
  });
  const asked = await tx.db.guardianConsent.findFirst({ where: { id } });
  if (!asked) throw new Refusal("not_found", "errors.not_found");
  if (count === 0) throw new Refusal("conflict", "consents.guardian.over");
  return asked;
}

async function withoutApplication(tx: Tx, customerId: string) {
  const row = { tenantId: tx.tenantId, id: newId(), customerId, state: "waiting", askedAt: tx.now };
  return tx.db.guardianConsent.create({ data: row });
}

/** In the guardian's words and none of the child's: the wording that stood on the page, for exactly what they ticked. */
async function writeConsents(
  tx: Tx,
  { id, customerId }: { id: string; customerId: string },
  purposes: ConsentPurpose[],
  evidence: Evidence,
): Promise<void> {
  await tx.db.guardianConsent.updateMany({ where: { id }, data: { purposes } });
  await recordConsents(
    tx,
    customerId,
    purposes.map((purpose) => {
      const { channel, version, hash } = consentText(purpose, tx.locale, { businessName: "" });
      const text = { textVersion: version, textHash: hash, locale: tx.locale };
      return { purpose, channel, given: true, evidence: { ...evidence, ...text } };
    }),
  );
}

/** The application takes its turn as it would have without the question. */
async function goOn(tx: Tx, { enrollmentId }: { enrollmentId: string | null }): Promise<void> {
  if (!enrollmentId) return;
  const enrollment = await enrollmentToChange(tx, enrollmentId);
  if (enrollment.state !== "awaiting_approval") return;
  const { customerId, runId } = enrollment;
  const run = await runOrRefuse(tx, runId);
  if (run.needsApproval) {
    const subject = { kind: "enrollment", id: enrollmentId, customerId };
    return recordEvent(tx, "enrollment.awaiting_approval", subject, { runId });
  }
  if (!hasPlaces(run.pool, enrollment.places))
    return void (await become(tx, enrollment, "waitlisted", { waitlistedAt: tx.now }));
  await become(tx, enrollment, firstState({ needsApproval: false, priceKrw: run.priceWon }));
}

type Asked = Awaited<ReturnType<typeof takeWaiting>>;

async function endApplication(tx: Tx, asked: Asked): Promise<void> {
  if (asked.enrollmentId) {
    const enrollment = await enrollmentToChange(tx, asked.enrollmentId);
    if (enrollment.state === "awaiting_approval") await cancel(tx, asked.enrollmentId, { by: "guardian" });
  }
  await forgetApplication(tx, asked);
}

/** What the page of a guardian shows. */
export interface GuardianQuestion {
  state: "waiting" | "confirmed" | "refused" | "expired";
  business: string;
  /** Null once it was forgotten. */
  child: string | null;
  guardianName: string | null;
  course: { title: string; label: string | null; startsAt: Date | null } | null;
  expiresAt: Date | null;
}

/** Reading answers nothing: scanners open links too (row 33). */
export async function guardianQuestion(tenant: TenantScope, requestId: string): Promise<GuardianQuestion> {
  return inTransaction(tenant, async (tx) => {
    const asked = await tx.db.guardianConsent.findFirst({
      where: { id: requestId },
      include: {
        tenant: { select: { name: true, settings: { select: { businessName: true } } } },
        customer: { select: { name: true, erasedAt: true } },
        enrollment: {
          select: {
            run: {
              select: {
                label: true,
                course: { select: { title: true } },
                sessions: { where: { cancelledAt: null }, orderBy: { startsAt: "asc" }, take: 1 },
              },
            },
          },
        },
      },
    });
    if (!asked) throw new Refusal("not_found", "errors.not_found");
    const { expiresAt, customer, enrollment, tenant: business } = asked;
    const over = asked.state === "waiting" && expiresAt !== null && expiresAt <= tx.now;
    return {
      state: over ? "expired" : (asked.state as GuardianQuestion["state"]),
      business: business.settings?.businessName || business.name,
      child: customer.erasedAt ? null : customer.name,
      guardianName: asked.guardianName,
      course: enrollment && {
        title: enrollment.run.course.title,
        label: enrollment.run.label,
        startsAt: enrollment.run.sessions[0]?.startsAt ?? null,
      },
      expiresAt,
    };
  });
}
