import { beginning } from "./beginning";
import type { Prisma } from "./generated/client";
import { databasePool } from "./pool";
import { statementName } from "./statement-names";

/**
 * One reading statement in a transaction of its tenant, by node-postgres alone: Prisma's transaction around it costs as much again as a
 * search that takes two milliseconds. Values come as node-postgres reads them: a bigint as text, a json as what it holds.
 */
export async function readAs<Row>(tenantId: string, { text, values }: Prisma.Sql): Promise<Row[]> {
  const client = await databasePool().connect();
  let broken: Error | undefined;
  try {
    await beginning.run({ tenantId }, () => client.query({ text: "BEGIN" }));
    const { rows } = await client.query({
      name: statementName({ sql: text, args: values }),
      text,
      values,
    });
    await client.query("COMMIT");
    return rows;
  } catch (error) {
    // A connection that cannot even roll back is no use to anybody else.
    await client.query("ROLLBACK").catch((unable: Error) => {
      broken = unable;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
