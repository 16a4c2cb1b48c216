import { type Beginning, beginning } from "./database/beginning";
import { Prisma } from "./database/generated/client";
import { prismaClient } from "./database/pool";
import { guardedClient } from "./database/tenant-guard";

export type Locale = "ko" | "en";

/** Who acts. `id` is a membership, a customer, a door link or an account; `name` is what the audit shows. */
export interface Actor {
  kind: "customer" | "member" | "helper" | "system" | "operator";
  id: string | null;
  name?: string;
  /** The address they came from, for the access log. */
  network?: string;
}

/** Everything a verb must know of its caller. Made by a membership or link look-up on the server, never from client data. */
export interface TenantScope {
  tenantId: string;
  actor: Actor;
  locale: Locale;
}

/** Prisma inside one tenant's transaction: row-level security is set and every query names the tenant. */
export type TenantDb = Prisma.TransactionClient;

export interface Tx extends TenantScope {
  db: TenantDb;
  /** Business time at the beginning of the transaction. */
  now: Date;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const guarded = new Map<string, ReturnType<typeof prismaClient>>();
const guardedAtMost = 500;

function clientFor(tenantId: string) {
  const known = guarded.get(tenantId);
  if (known) return known;
  const made = guardedClient(prismaClient(), tenantId);
  if (guarded.size >= guardedAtMost) guarded.delete(guarded.keys().next().value as string);
  guarded.set(tenantId, made);
  return made;
}

/** Forgets the clients made so far; after `closeDatabase`, when a script goes on with another database. */
export const forgetTenantClients = (): void => guarded.clear();

const isTx = (tenant: TenantScope | Tx): tenant is Tx => "db" in tenant;

/** 40001 and 40P01: the database asks to run the transaction again. */
const mayRunAgain = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError
    ? error.code === "P2034"
    : /\b(40001|40P01)\b|deadlock detected|could not serialize/.test(
        error instanceof Error ? error.message : "",
      );

/**
 * 55P03: the row was locked for three seconds. A person who waits for an answer queues once more, as in a rush for the last
 * places; the worker goes on with its other work.
 */
const lockTimedOut = (error: unknown, { kind }: Actor): boolean =>
  kind !== "system" && error instanceof Error && /\b55P03\b|lock timeout/.test(error.message);

const jitter = (attempt: number) =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * 40 * attempt));

/**
 * The only way to a tenant's rows (safety.md, rules 2 and 3): one READ COMMITTED transaction that first fixes the tenant
 * for row-level security. Joins when given a transaction, so that verbs compose. No network calls inside.
 */
export async function inTransaction<T>(tenant: TenantScope | Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (isTx(tenant)) return work(tenant);
  if (!uuid.test(tenant.tenantId)) throw new Error("tenancy: a scope without a tenant");
  for (let attempt = 1; ; attempt += 1) {
    try {
      const begins: Beginning = { tenantId: tenant.tenantId };
      return await beginning.run(begins, () =>
        clientFor(tenant.tenantId).$transaction(
          (db) => {
            if (!begins.now) throw new Error("tenancy: a transaction began without its tenant");
            return work({ ...tenant, db, now: begins.now });
          },
          { maxWait: 10_000, timeout: 30_000 },
        ),
      );
    } catch (error) {
      if (attempt >= 3 || !(mayRunAgain(error) || lockTimedOut(error, tenant.actor))) throw error;
      await jitter(attempt);
    }
  }
}

/** The database without a tenant: row-level security shows no tenant's rows. For global tables and reviewed functions. */
export async function outsideTenants<T>(work: (tx: { db: TenantDb; now: Date }) => Promise<T>): Promise<T> {
  return prismaClient().$transaction(
    async (db) => {
      const rows = await db.$queryRaw<{ now: Date }[]>`SELECT business_now() AS now`;
      return work({ db, now: (rows[0] as { now: Date }).now });
    },
    { maxWait: 10_000, timeout: 30_000 },
  );
}

/**
 * One reading without a tenant, as a statement of its own: what every request asks first (whose address, whose session)
 * costs one way to the database and not four.
 */
export const readOutsideTenants = <T>(read: (db: TenantDb) => Promise<T>): Promise<T> => read(prismaClient());

/** The scope in which worker, seed and scripts act for a tenant. */
export const systemScope = (tenantId: string, locale: Locale = "ko"): TenantScope => ({
  tenantId,
  actor: { kind: "system", id: null },
  locale,
});
