import { takesPeople } from "@/lib/courses/availability";
import { consentText } from "@/lib/customers/consent-texts";
import { recordConsents } from "@/lib/customers/consents";
import { awaitsGuardianFor } from "@/lib/customers/guardians";
import { type Person, personOrRefuse } from "@/lib/customers/person";
import { recogniseAndLock, recogniseByName } from "@/lib/customers/recognise";
import type { ConsentPurpose } from "@/lib/customers/schema";
import { recordEvent } from "@/lib/platform/events";
import { newId } from "@/lib/platform/ids";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { answersOrRefuse, applicationForm, keepAnswers } from "./application-answers";
import { askGuardian } from "./guardians/asking";
import { type RunToJoin, runOrRefuse } from "./run-to-join";
import type { Application, ApplicationEvidence, Applied, Origin } from "./schema";
import { lockPool, takePlaces } from "./seat-pool";
import { hasPlaces } from "./seats";
import { type EnrollmentState, enrollmentStates, firstState, holdsSeat, isOpen } from "./states";

/**
 * Takes places in a run, or joins its waitlist. Texts and follow-ups hang off the event, not off this function.
 *
 * Refuses what was typed (`invalid`, details.field), a run that takes nobody (`enrollments.closed.…`) and a full one
 * (`enrollments.full`). A full run is refused before anybody looks at the number, so that the answer cannot tell
 * whether it is known; who applied before finds it out behind the link in their texts.
 */
export async function apply(tenant: TenantScope, asked: Application): Promise<Applied> {
  const person = personOrRefuse(asked);
  if (!asked.consents.includes("collection"))
    throw new Refusal("invalid", "enrollments.collectionNeeded", { field: "consents" });
  return inTransaction(tenant, async (tx) => {
    const run = await runOrRefuse(tx, asked.runId);
    if (asked.guardian && !run.forChildren)
      throw new Refusal("invalid", "enrollments.notForChildren", { field: "child" });
    if (!takesPeople(run.standing))
      throw new Refusal("conflict", `enrollments.closed.${run.standing.availability}`);
    if (!asked.waitIfFull && !hasPlaces(run.pool, asked.places ?? 1))
      throw new Refusal("conflict", "enrollments.full");
    const first = firstState({ needsApproval: run.needsApproval, priceKrw: run.priceWon });
    return join(tx, run, asked, person, first);
  });
}

/**
 * The owner enters somebody who phoned or stands at the door: already approved, and possible when applications are
 * closed. A landline is kept as a number, not for texts. Consents are recorded only as the person said them.
 */
export async function addByStaff(tenant: TenantScope, asked: Application): Promise<Applied> {
  const person = personOrRefuse(asked, { landlineToo: true });
  return inTransaction(tenant, async (tx) => {
    const run = await runOrRefuse(tx, asked.runId);
    if (run.standing.availability === "cancelled")
      throw new Refusal("conflict", "enrollments.closed.cancelled");
    const first = firstState({ needsApproval: false, priceKrw: run.priceWon });
    return join(tx, run, { origin: "staff", ...asked }, person, first);
  });
}

async function join(
  tx: Tx,
  run: RunToJoin,
  asked: Application,
  person: Person,
  first: EnrollmentState,
): Promise<Applied> {
  const form = asked.answers ? await applicationForm(tx, run.formKey) : null;
  const answers = form && asked.answers ? answersOrRefuse(form, asked.answers) : [];
  const { shop, trade, heardFrom: source, evidence } = asked;
  const about = { ...person, shop, trade, source, locale: evidence.locale };
  // A second submit of the same person waits here.
  const customer = await (asked.guardian ? recogniseByName(tx, about) : recogniseAndLock(tx, about));
  const open = customer.known ? await openEnrollment(tx, run.id, customer.id) : null;
  if (open) return { ...open, customerId: customer.id, outcome: "existing" };

  if (asked.guardian || (customer.known && (await awaitsGuardianFor(tx, customer.id, "collection"))))
    return joinOnceConfirmed(tx, run, { asked, customerId: customer.id, form, answers });

  const places = asked.places ?? 1;
  const seated = !holdsSeat(first) || (await seat(tx, run.poolId, places, asked.waitIfFull));
  const state = seated ? first : "waitlisted";
  const enrollmentId = await newEnrollment(tx, run, {
    customerId: customer.id,
    appliedPointId: customer.pointId,
    places,
    state,
    ...originOf(asked),
  });
  await recordConsents(tx, customer.id, statements(asked.consents, evidence));
  if (form) await keepAnswers(tx, { id: enrollmentId, customerId: customer.id }, form, answers);
  return { enrollmentId, customerId: customer.id, state, outcome: "made" };
}

/**
 * A child under 14: the request holds no place and no consent of the child's is written; the guardian is asked, and decides
 * both (PIPA Art. 22-2).
 */
async function joinOnceConfirmed(
  tx: Tx,
  run: RunToJoin,
  given: {
    asked: Application;
    customerId: string;
    form: Awaited<ReturnType<typeof applicationForm>> | null;
    answers: ReturnType<typeof answersOrRefuse>;
  },
): Promise<Applied> {
  const { asked, customerId, form, answers } = given;
  const state = "awaiting_approval";
  const made = { customerId, places: asked.places ?? 1, state, ...originOf(asked) } as const;
  const enrollmentId = await newEnrollment(tx, run, made, { guardian: "waiting" });
  if (form) await keepAnswers(tx, { id: enrollmentId, customerId }, form, answers);
  await askGuardian(tx, { customerId, enrollmentId, guardianName: asked.guardian?.name ?? null });
  return { enrollmentId, customerId, state, outcome: "made" };
}

/** False: joins the waitlist, and holds the pool, so that a place freed meanwhile is not given away unseen. */
async function seat(tx: Tx, poolId: string, places: number, waitIfFull: boolean): Promise<boolean> {
  if (await takePlaces(tx, poolId, places)) return true;
  if (!waitIfFull) throw new Refusal("conflict", "enrollments.full");
  await lockPool(tx, poolId);
  return takePlaces(tx, poolId, places);
}

const originOf = ({ origin, referrer }: Application) => ({
  origin: origin ?? "web",
  referrer: referrer ?? null,
});

/** The one enrollment of a person in a run that is not over yet; a partial unique key holds it to one. */
async function openEnrollment(tx: Tx, runId: string, customerId: string) {
  const open = await tx.db.enrollment.findFirst({
    where: { runId, customerId, state: { in: enrollmentStates.filter(isOpen) } },
    select: { id: true, state: true },
  });
  return open && { enrollmentId: open.id, state: open.state as EnrollmentState };
}

export interface NewEnrollment {
  customerId: string;
  /** The contact point that the person came with, where they came with one. */
  appliedPointId?: string;
  places: number;
  state: EnrollmentState;
  origin: Origin | string;
  referrer: string | null;
}

/** Writes an enrollment whose places are already taken, and tells the other rooms. */
export async function newEnrollment(
  tx: Tx,
  run: Pick<RunToJoin, "id" | "poolId">,
  given: NewEnrollment,
  payload: Record<string, string> = {},
): Promise<string> {
  const { customerId, state } = given;
  const id = newId();
  await tx.db.enrollment.create({
    data: {
      ...given,
      tenantId: tx.tenantId,
      id,
      runId: run.id,
      poolId: run.poolId,
      waitlistedAt: state === "waitlisted" ? tx.now : null,
      confirmedAt: state === "confirmed" ? tx.now : null,
      appliedAt: tx.now,
      stateChangedAt: tx.now,
    },
    select: { id: true },
  });
  await recordEvent(
    tx,
    `enrollment.${state}`,
    { kind: "enrollment", id, customerId },
    { runId: run.id, ...payload },
  );
  return id;
}

/** One row for each ticked box, with the wording that stood beside it. */
function statements(ticked: readonly ConsentPurpose[], evidence: ApplicationEvidence) {
  const { locale, source, page: sourcePage, ipHash, userAgent, basis, text } = evidence;
  return [...new Set(ticked)].map((purpose) => {
    // The hash is of the published wording, in which the business's name is left open.
    const { channel, version, hash } = consentText(purpose, locale, { businessName: "" });
    return {
      purpose,
      channel,
      given: true,
      evidence: {
        textVersion: text?.version ?? version,
        textHash: text?.hash ?? hash,
        locale,
        source,
        sourcePage,
        ipHash,
        userAgent,
        ...(basis ? { basis } : {}),
      },
    };
  });
}
