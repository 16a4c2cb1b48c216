import { Prisma } from "@/lib/platform/database/generated/client";
import type { Tx } from "@/lib/platform/tenancy";

import type { Counts } from "./destruction-log";
import { countedQuestions } from "./personal-data";
import type { RetentionKind } from "./schema";

/** Rules about what people left behind, not about people themselves. */
export type ContentsKind = Exclude<RetentionKind, "no_contact" | "never_came">;

const batch = 500;
const { sql } = Prisma;

/** Nobody's, or of somebody whose data nothing holds back. */
const notHeld = sql`NOT EXISTS (SELECT FROM legal_hold h
  WHERE h.tenant_id = t.tenant_id AND h.customer_id = t.customer_id AND h.lifted_at IS NULL)`;

/** Rows of a kind that are older than the limit and still say something. */
const old: Record<ContentsKind, (limit: Date) => Prisma.Sql> = {
  import_files: (
    limit,
  ) => sql`FROM customer_import_row t JOIN customer_import i ON i.tenant_id = t.tenant_id AND i.id = t.import_id
    WHERE t.tenant_id = current_setting('app.tenant_id')::uuid AND i.created_at < ${limit}
      AND i.state NOT IN ('reading', 'checking', 'importing', 'undoing')
      AND (t.cells <> '{}' OR t.written IS NOT NULL) AND ${notHeld}`,
  survey_answers: (limit) => sql`FROM answer t
    JOIN definition_version v ON v.tenant_id = t.tenant_id AND v.id = t.definition_version_id
    JOIN definition d ON d.tenant_id = v.tenant_id AND d.id = v.definition_id AND d.kind = 'survey'
    WHERE t.tenant_id = current_setting('app.tenant_id')::uuid AND t.answered_at < ${limit} AND ${notHeld}
      AND NOT EXISTS (SELECT FROM jsonb_array_elements(v.body->'questions') q WHERE q->>'key' = t.question_key
        AND q->>'type' IN ${countedQuestions})`,
  inbound_texts: (limit) => sql`FROM inbound_message t
    WHERE t.tenant_id = current_setting('app.tenant_id')::uuid AND t.received_at < ${limit} AND ${notHeld}`,
};

/** How many rows a rule would destroy now. */
export async function oldContents(tx: Tx, kind: ContentsKind, limit: Date): Promise<number> {
  const [row] = await tx.db.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS count ${old[kind](limit)}`;
  return row?.count ?? 0;
}

/** Destroys a batch of them; `more` while there may be others. */
export async function destroyOldContents(
  tx: Tx,
  kind: ContentsKind,
  limit: Date,
): Promise<{ more: boolean; people: number; counts: Counts }> {
  const gone = await statements[kind](tx, limit);
  const people = new Set(gone.flatMap(({ customerId }) => customerId ?? [])).size;
  const counts: Counts = { [tables[kind]]: gone.length };
  if (kind === "import_files" && gone.length < batch) counts["stored_file"] = await forgetFiles(tx, limit);
  return { more: gone.length === batch, people, counts };
}

const tables: Record<ContentsKind, string> = {
  import_files: "customer_import_row",
  survey_answers: "answer",
  inbound_texts: "inbound_message",
};

interface Gone {
  id: string;
  customerId: string | null;
}

/** Found first, then destroyed by their keys: joined in one statement the planner looked for each row anew. */
const statements: Record<ContentsKind, (tx: Tx, limit: Date) => Promise<Gone[]>> = {
  import_files: async (tx, limit) => {
    const found = await tx.db.$queryRaw<(Gone & { line: number })[]>`
      SELECT t.import_id::text AS id, t.line, t.customer_id::text AS "customerId" ${old.import_files(limit)}
      ORDER BY t.import_id, t.line LIMIT ${batch}`;
    await tx.db.$executeRaw`
      UPDATE customer_import_row r SET cells = '{}', repairs = '[]', differences = '[]', written = NULL
      WHERE r.tenant_id = ${tx.tenantId}::uuid AND (r.import_id, r.line) IN (
        SELECT * FROM unnest(${found.map(({ id }) => id)}::uuid[], ${found.map(({ line }) => line)}::int[]))`;
    return found;
  },
  survey_answers: async (tx, limit) => {
    const found = await foundOf(tx, "survey_answers", limit);
    await tx.db.answer.deleteMany({ where: { id: { in: found.map(({ id }) => id) } } });
    return found;
  },
  inbound_texts: async (tx, limit) => {
    const found = await foundOf(tx, "inbound_texts", limit);
    const ids = found.map(({ id }) => id);
    await tx.db.inboundMessage.deleteMany({ where: { id: { in: ids } } });
    // Questions to staff show the beginning of the text.
    await tx.db.decision.deleteMany({ where: { subjectId: { in: ids } } });
    return found;
  },
};

const foundOf = (tx: Tx, kind: Exclude<ContentsKind, "import_files">, limit: Date) =>
  tx.db.$queryRaw<Gone[]>`
    SELECT t.id::text AS id, t.customer_id::text AS "customerId" ${old[kind](limit)} ORDER BY t.id LIMIT ${batch}`;

/** The uploaded files of imports that were never brought in. */
const forgetFiles = (tx: Tx, limit: Date): Promise<number> => tx.db.$executeRaw`
  DELETE FROM stored_file f WHERE f.tenant_id = ${tx.tenantId}::uuid AND f.id IN (
    SELECT i.id FROM customer_import i WHERE i.tenant_id = ${tx.tenantId}::uuid AND i.created_at < ${limit}
      AND i.state NOT IN ('reading', 'checking', 'importing', 'undoing'))`;
