import { makeLink } from "@/lib/platform/personal-links";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope } from "@/lib/platform/tenancy";

import { sessionOrRefuse } from "./attendance";
import { doorClosesAt } from "./check-in-window";
import { type Roster, refuseOthersRun, rosterOf } from "./roster";

/** A helper's link as staff sees it; the address itself is shown once, when it is made. */
export interface DoorLink {
  id: string;
  helper: string;
  createdAt: Date;
  expiresAt: Date;
}

/**
 * A link with which a helper checks people of one class session in, without an account. It ends by itself three hours
 * after the class; for a date that was moved a new one is made. Answers the token, which is shown only now.
 */
export async function makeDoorLink(
  tenant: TenantScope,
  { sessionId, helper }: { sessionId: string; helper: string },
): Promise<string> {
  return inTransaction(tenant, async (tx) => {
    const session = await sessionOrRefuse(tx, sessionId);
    if (session.cancelledAt) throw new Refusal("conflict", "attendance.sessionCancelled");
    const expiresAt = doorClosesAt(session);
    if (expiresAt <= tx.now) throw new Refusal("conflict", "attendance.doorOver");
    return makeLink(tx, "door", sessionId, { expiresAt, label: helper });
  });
}

/** The links of a session that still open. */
export async function doorLinks(tenant: TenantScope, sessionId: string): Promise<DoorLink[]> {
  return inTransaction(tenant, async (tx) => {
    const links = await tx.db.personalLink.findMany({
      where: { kind: "door", subjectId: sessionId, revokedAt: null, expiresAt: { gt: tx.now } },
      orderBy: { id: "asc" },
    });
    return links.map(({ id, label, createdAt, expiresAt }) => ({
      id,
      helper: label ?? "",
      createdAt,
      expiresAt: expiresAt as Date,
    }));
  });
}

/** Ends a helper's link at once. One that is over already stays so. */
export async function revokeDoorLink(
  tenant: TenantScope,
  { sessionId, linkId }: { sessionId: string; linkId: string },
): Promise<void> {
  return inTransaction(tenant, async (tx) => {
    await tx.db.personalLink.updateMany({
      where: { id: linkId, kind: "door", subjectId: sessionId, revokedAt: null },
      data: { revokedAt: tx.now },
    });
  });
}

/** Whom a door link was made for. */
export async function helperOf(tenant: TenantScope, linkId: string): Promise<string> {
  return inTransaction(tenant, async (tx) => {
    const link = await tx.db.personalLink.findFirst({ where: { id: linkId }, select: { label: true } });
    return link?.label ?? "";
  });
}

/** The roster behind a door link: of this session and no other, and without the ids that lead to customers' pages. */
export async function doorRoster(tenant: TenantScope, sessionId: string): Promise<Roster> {
  return inTransaction(tenant, async (tx) => {
    const { runId } = await sessionOrRefuse(tx, sessionId);
    const roster = await rosterOf(tx, runId, sessionId);
    return { ...roster, people: roster.people.map((person) => ({ ...person, customerId: "" })) };
  });
}

/** "Not yours equals not there": a session of another teacher's course. */
export async function refuseOthersSession(
  tenant: TenantScope,
  sessionId: string,
  instructorId: string | null,
): Promise<void> {
  return inTransaction(tenant, async (tx) => {
    const { runId } = await sessionOrRefuse(tx, sessionId);
    await refuseOthersRun(tx, runId, { instructorId });
  });
}
