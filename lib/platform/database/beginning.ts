import { AsyncLocalStorage } from "node:async_hooks";
import pg from "pg";

/** The tenant a transaction is for, and business time as the database told it at its beginning. */
export interface Beginning {
  /** A UUID: it is written into the statement. */
  tenantId: string;
  now?: Date;
}

/** One for all copies of this module: a bundle of the web app may hold another one than the pool was made by. */
const kept = globalThis as unknown as { dangolBeginning?: AsyncLocalStorage<Beginning> };
kept.dangolBeginning ??= new AsyncLocalStorage<Beginning>();

/** Set by `inTransaction` alone, around the transaction it opens. */
export const beginning = kept.dangolBeginning;

type Query = pg.Client["query"];

/**
 * A connection on which a tenant's transaction begins in one way to the database: BEGIN, the tenant for row-level security and business
 * time go together. Whoever opens a transaction otherwise gets a plain BEGIN, without a tenant.
 */
export class BeginningClient extends pg.Client {
  override query: Query = ((...given: Parameters<Query>) => {
    const begins = beginning.getStore();
    const { text } = given[0] as unknown as { text?: string };
    const query = super.query as (...args: unknown[]) => unknown;
    if (text !== "BEGIN" || !begins || begins.now) return query.apply(this, given);
    return this.begin(query, begins);
  }) as Query;

  private async begin(query: (...args: unknown[]) => unknown, begins: Beginning): Promise<pg.QueryResult> {
    const [began, told] = (await query.call(
      this,
      `BEGIN; SELECT set_config('app.tenant_id', '${begins.tenantId}', true), business_now() AS now`,
    )) as [pg.QueryResult, pg.QueryResult<{ now: Date }>];
    begins.now = told.rows[0]?.now as Date;
    return began;
  }
}
