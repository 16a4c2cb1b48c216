import { currentDefinition, publishDefinition, switchDefinition } from "@/lib/definitions/definitions";
import { cancelPlanned } from "@/lib/messages/planning";
import { templateBody } from "@/lib/messages/schema";
import { recordEvent } from "@/lib/platform/events";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { type FollowUp, purposeOf } from "./active-follow-ups";
import { tenantZone } from "./follow-ups";
import { dueFor, usefulUntil } from "./plan-step";
import { type FollowUpBody, type FollowUpStep, followUpBody, type WriteFollowUp } from "./schema";
import { publishTemplate } from "./templates";
import { mayPlan } from "./timing";

export async function followUpOf(tenant: TenantScope, key: string): Promise<FollowUp> {
  const found = await currentDefinition(tenant, "follow_up", key);
  if (!found) throw new Refusal("not_found", "errors.not_found");
  return { ...found, body: followUpBody.parse(found.body) };
}

/** New words and a new time of an automatic text, published together or not at all. What is planned follows both. */
export async function changeFollowUp(tenant: TenantScope, given: WriteFollowUp): Promise<void> {
  await inTransaction(tenant, async (tx) => {
    const known = await followUpOf(tx, given.key);
    const step = known.body.steps[0] as FollowUpStep;
    await publishTemplate(tx, { ...given, key: step.template });
    const body: FollowUpBody = { ...known.body, steps: [{ ...step, wait: newWait(step.wait, given) }] };
    const published = await publishDefinition(tx, {
      kind: "follow_up",
      key: given.key,
      title: known.title,
      body,
      expectedRowVersion: given.rowVersion,
    });
    if (published.versionId !== known.versionId) await retime(tx, { ...published, body });
    await recordEvent(
      tx,
      "follow_up.changed",
      { kind: "follow_up", id: known.definitionId },
      { key: given.key },
    );
  });
}

/** Days stay before or after, as they were; a form that does not show a part leaves it alone. */
function newWait(wait: FollowUpStep["wait"], { days, time, hours }: WriteFollowUp): FollowUpStep["wait"] {
  if (wait.relativeTo === "event") return wait;
  if (wait.atLocalTime === undefined) return { ...wait, hours: hours ?? wait.hours ?? 0 };
  const signed = wait.relativeTo === "session_start" ? -(days ?? 0) || 0 : (days ?? 0);
  return { ...wait, days: days === undefined ? wait.days : signed, atLocalTime: time ?? wait.atLocalTime };
}

/** What is planned and has not left gets the new time; where that has passed, it is skipped (row 81). */
async function retime(tx: Tx, followUp: FollowUp): Promise<void> {
  const step = followUp.body.steps[0] as FollowUpStep;
  const template = await currentDefinition(tx, "template", step.template);
  const urgent = template ? templateBody.parse(template.body).urgent : false;
  const planned = { purpose: purposeOf(followUp.key), state: { in: ["planned", "held"] } };
  const bySession = await tx.db.message.groupBy({
    by: ["sessionId"],
    where: { ...planned, sessionId: { not: null } },
  });
  const sessions = await tx.db.classSession.findMany({
    where: { id: { in: bySession.flatMap(({ sessionId }) => sessionId ?? []) } },
  });
  const zone = await tenantZone(tx);
  for (const session of sessions) {
    const due = dueFor(step, urgent, { session, zone: session.zone || zone, event: tx.now });
    const where = { ...planned, sessionId: session.id };
    if (due && mayPlan(due, tx.now))
      await tx.db.message.updateMany({
        where,
        data: {
          dueAt: due,
          expiresAt: usefulUntil(step, due, session),
          followUpVersionId: followUp.versionId,
          state: "planned",
          heldUntil: null,
        },
      });
    else await cancelPlanned(tx, where, "messages.stepInThePast");
  }
}

const switchedOff = "messages.followUpOff";

/**
 * Off: plans nothing more, and what is planned is taken back. On: from now on, and what switching off took back is
 * restored as far as its time has not passed, so that a slip of the finger is undone. Whoever was confirmed in between
 * gets nothing afterwards. Answers how many messages that concerned.
 */
export async function switchFollowUp(
  tenant: TenantScope,
  { key, active }: { key: string; active: boolean },
): Promise<number> {
  return inTransaction(tenant, async (tx) => {
    const known = await followUpOf(tx, key);
    if (known.active === active) return 0;
    await switchDefinition(tx, known.definitionId, active);
    const type = active ? "follow_up.switched_on" : "follow_up.switched_off";
    await recordEvent(tx, type, { kind: "follow_up", id: known.definitionId }, { key });
    const purpose = purposeOf(key);
    return active ? restore(tx, known) : cancelPlanned(tx, { purpose }, switchedOff);
  });
}

async function restore(tx: Tx, followUp: FollowUp): Promise<number> {
  const step = followUp.body.steps[0] as FollowUpStep;
  const template = await currentDefinition(tx, "template", step.template);
  if (!template) return 0;
  const body = templateBody.parse(template.body);
  const { count } = await tx.db.message.updateMany({
    where: {
      purpose: purposeOf(followUp.key),
      state: "cancelled",
      verdictReason: switchedOff,
      dueAt: { gt: tx.now },
    },
    data: {
      state: "planned",
      verdict: null,
      verdictReason: null,
      endedAt: null,
      templateVersionId: template.versionId,
      channel: body.channel,
      class: body.class,
    },
  });
  // The time may have been changed while it was off.
  if (count > 0) await retime(tx, followUp);
  return count;
}
