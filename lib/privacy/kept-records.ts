import { recordAccess } from "@/lib/platform/access-log";
import { decrypt, encrypt } from "@/lib/platform/encryption";
import { newId } from "@/lib/platform/ids";
import { Refusal } from "@/lib/platform/refusal";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";
import { addMonths } from "@/lib/platform/zoned-time";

export const keptKinds = ["contract", "complaint"] as const;
export type KeptKind = (typeof keptKinds)[number];

/** How long the law makes a business keep it (전자상거래법 시행령 제6조: contracts and payments 5 years, complaints 3). */
export const keptYears: Record<KeptKind, number> = { contract: 5, complaint: 3 };

/** A contract that was made: who, what for how much, and what became of it. Or a complaint, in staff's words. */
export interface KeptFacts {
  name: string;
  numbers: string[];
  course?: string;
  run?: string | null;
  priceWon?: number;
  state?: string;
  appliedAt?: string;
  complaint?: string;
}

interface Contract {
  customerId: string;
  since: Date;
  facts: KeptFacts;
}

/** When what began then may go. */
export const destroyOn = (kind: KeptKind, since: Date): Date =>
  new Date(
    `${addMonths(since.toISOString().slice(0, 10), keptYears[kind] * 12)}T${since.toISOString().slice(11)}`,
  );

/** Contracts for money that these people made and whose time is not over. */
export async function contractsOf(tx: Tx, customerIds: readonly string[]): Promise<Contract[]> {
  const rows = await tx.db.enrollment.findMany({
    where: {
      customerId: { in: [...customerIds] },
      run: { priceWon: { gt: 0 } },
      OR: [{ confirmedAt: { not: null } }, { state: { in: ["confirmed", "completed", "awaiting_payment"] } }],
    },
    include: {
      customer: {
        select: {
          name: true,
          contactPoints: { where: { channel: "phone" }, select: { address: true } },
        },
      },
      run: {
        include: {
          course: { select: { title: true } },
          sessions: { where: { cancelledAt: null }, orderBy: { endsAt: "desc" }, take: 1 },
        },
      },
    },
  });
  const contracts = rows.map(({ customer, run, ...enrollment }) => ({
    customerId: enrollment.customerId,
    since: new Date(Math.max(enrollment.stateChangedAt.getTime(), run.sessions[0]?.endsAt.getTime() ?? 0)),
    facts: {
      name: customer.name,
      numbers: customer.contactPoints.map(({ address }) => address),
      course: run.course.title,
      run: run.label,
      priceWon: run.priceWon * enrollment.places,
      state: enrollment.state,
      appliedAt: enrollment.appliedAt.toISOString(),
    },
  }));
  return contracts.filter(({ since }) => destroyOn("contract", since) > tx.now);
}

/** Puts contracts that the law keeps apart, sealed: daily work neither finds nor shows them. */
export async function keepContracts(tx: Tx, customerIds: readonly string[]): Promise<void> {
  const contracts = await contractsOf(tx, customerIds);
  await tx.db.keptRecord.createMany({ data: contracts.map((one) => rowOf(tx, "contract", one)) });
}

/** The same with the record of a complaint or dispute, in staff's words. */
export async function keepComplaint(tx: Tx, customerId: string, complaint: string): Promise<void> {
  const { name, contactPoints } = await tx.db.customer.findFirstOrThrow({
    where: { id: customerId },
    select: { name: true, contactPoints: { where: { channel: "phone" }, select: { address: true } } },
  });
  const facts = { name, numbers: contactPoints.map(({ address }) => address), complaint };
  await tx.db.keptRecord.createMany({
    data: [rowOf(tx, "complaint", { customerId, since: tx.now, facts })],
  });
}

const use = "kept record";

function rowOf(tx: Tx, kind: KeptKind, { customerId, since, facts }: Contract) {
  const id = newId();
  return {
    tenantId: tx.tenantId,
    id,
    customerId,
    kind,
    sealedFacts: encrypt(use, id, JSON.stringify(facts)),
    since,
    destroyOn: destroyOn(kind, since),
    keptAt: tx.now,
  };
}

export interface KeptLine {
  id: string;
  kind: KeptKind;
  since: Date;
  destroyOn: Date;
}

/** What is kept apart, without saying of whom; what goes next first. */
export const keptRecords = (tenant: TenantScope): Promise<KeptLine[]> =>
  inTransaction(tenant, async ({ db }) => {
    const rows = await db.keptRecord.findMany({
      orderBy: [{ destroyOn: "asc" }, { id: "asc" }],
      take: 200,
      select: { id: true, kind: true, since: true, destroyOn: true },
    });
    return rows.map((row) => ({ ...row, kind: row.kind as KeptKind }));
  });

/** Opens one, because the law or a dispute asks for it; that it was opened is written down. */
export const openKeptRecord = (tenant: TenantScope, id: string): Promise<KeptLine & { facts: KeptFacts }> =>
  inTransaction(tenant, async (tx) => {
    const row = await tx.db.keptRecord.findFirst({ where: { id } });
    if (!row) throw new Refusal("not_found", "errors.not_found");
    await recordAccess(tx, { act: "viewed", customerIds: [row.customerId], detail: "kept_record" });
    return {
      id,
      kind: row.kind as KeptKind,
      since: row.since,
      destroyOn: row.destroyOn,
      facts: JSON.parse(decrypt(use, id, row.sealedFacts)) as KeptFacts,
    };
  });

/** Destroys what the law no longer makes a business keep; answers how many. */
export const destroyExpired = async (tx: Tx, atMost: number): Promise<number> =>
  tx.db.$executeRaw`DELETE FROM kept_record k WHERE k.tenant_id = ${tx.tenantId}::uuid AND k.id IN (
    SELECT o.id FROM kept_record o WHERE o.tenant_id = ${tx.tenantId}::uuid AND o.destroy_on <= ${tx.now}
    ORDER BY o.destroy_on LIMIT ${atMost})`;
