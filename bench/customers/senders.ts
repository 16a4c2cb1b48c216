import pg from "pg";

import type { Statement } from "../recorded-sql";

export interface Senders {
  /** As the application's role, row-level security set for the tenant, in one transaction. */
  secured: (statement: Statement) => Promise<never[]>;
  /** As the owner, whom row-level security does not hold back. */
  bare: (statement: Statement) => Promise<never[]>;
  end: () => Promise<void>;
}

/** Plain pg, one connection each. Not prepared: with its values known, a statement gets the plan that is best for them. */
export async function senders(
  urls: { appUrl: string; ownerUrl: string },
  tenantId: string,
): Promise<Senders> {
  const [app, owner] = [
    new pg.Client({ connectionString: urls.appUrl }),
    new pg.Client({ connectionString: urls.ownerUrl }),
  ];
  await app.connect();
  await owner.connect();
  // Of no weight for the owner's rights; the function that searches reads it.
  await owner.query("SELECT set_config('app.tenant_id', $1, false)", [tenantId]);
  // Rows fit whatever the measurement that sent the statement reads them as.
  const rowsOf = async (client: pg.Client, { text, values }: Statement) =>
    (await client.query(text, values)).rows as never[];
  return {
    secured: async (statement) => {
      await app.query("BEGIN");
      await rowsOf(app, { text: "SELECT set_config('app.tenant_id', $1, true)", values: [tenantId] });
      const rows = await rowsOf(app, statement);
      await app.query("COMMIT");
      return rows;
    },
    bare: (statement) => rowsOf(owner, statement),
    end: async () => {
      await app.end();
      await owner.end();
    },
  };
}
