import { inTransaction, outsideTenants, systemScope, type Tx } from "@/lib/platform/tenancy";

const tenantsAsked = 50;

/**
 * When anything is due next, in any tenant: a message, a deadline, an offer, the end of a session. For the demo's clock;
 * the worker itself asks what is due already.
 */
export async function nextDue(): Promise<Date | null> {
  const tenants = await outsideTenants(({ db }) =>
    db.tenant.findMany({ where: { status: "active" }, take: tenantsAsked, select: { id: true } }),
  );
  const times: Date[] = [];
  for (const { id } of tenants) times.push(...(await inTransaction(systemScope(id), dueTimes)));
  times.sort((a, b) => a.getTime() - b.getTime());
  return times[0] ?? null;
}

async function dueTimes(tx: Tx): Promise<Date[]> {
  const later = { gt: tx.now };
  const planned = { state: { in: ["planned", "held"] } };
  const message = await tx.db.message.aggregate({
    where: { ...planned, heldUntil: null, dueAt: later },
    _min: { dueAt: true },
  });
  const heldMessage = await tx.db.message.aggregate({
    where: { ...planned, heldUntil: later },
    _min: { heldUntil: true },
  });
  const decision = await tx.db.decision.aggregate({
    where: { state: "open", deadline: later },
    _min: { deadline: true },
  });
  const offer = await tx.db.enrollment.aggregate({
    where: { state: "offered", offerExpiresAt: later },
    _min: { offerExpiresAt: true },
  });
  const session = await tx.db.classSession.aggregate({
    where: { cancelledAt: null, endsAt: later },
    _min: { endsAt: true },
  });
  return [
    message._min.dueAt,
    heldMessage._min.heldUntil,
    decision._min.deadline,
    offer._min.offerExpiresAt,
    session._min.endsAt,
  ].filter((time) => time !== null);
}
