import { Prisma } from "@/lib/platform/database/generated/client";
import type { Tx } from "@/lib/platform/tenancy";

import type { Counts } from "./destruction-log";
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
        AND q->>'type' IN ('rating', 'choice', 'multi_choice', 'yes_no'))`,
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
  const [table] = [tables[kind]];
  const counts: Counts = { [table]: gone.length };
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

const statements: Record<ContentsKind, (tx: Tx, limit: Date) => Promise<Gone[]>> = {
  import_files: (tx, limit) => tx.db.$queryRaw<Gone[]>`
    UPDATE customer_import_row r SET cells = '{}', repairs = '[]', differences = '[]', written = NULL
    FROM (SELECT t.import_id, t.line ${old.import_files(limit)} ORDER BY t.import_id, t.line LIMIT ${batch}) o
    WHERE r.tenant_id = ${tx.tenantId}::uuid AND r.import_id = o.import_id AND r.line = o.line
    RETURNING r.import_id::text AS id, r.customer_id::text AS "customerId"`,
  survey_answers: (tx, limit) => tx.db.$queryRaw<Gone[]>`
    DELETE FROM answer r USING (SELECT t.id ${old.survey_answers(limit)} ORDER BY t.id LIMIT ${batch}) o
    WHERE r.tenant_id = ${tx.tenantId}::uuid AND r.id = o.id RETURNING r.id::text AS id, r.customer_id::text AS "customerId"`,
  inbound_texts: async (tx, limit) => {
    const gone = await tx.db.$queryRaw<Gone[]>`
      DELETE FROM inbound_message r USING (SELECT t.id ${old.inbound_texts(limit)} ORDER BY t.id LIMIT ${batch}) o
      WHERE r.tenant_id = ${tx.tenantId}::uuid AND r.id = o.id RETURNING r.id::text AS id, r.customer_id::text AS "customerId"`;
    // Questions to staff show the beginning of the text.
    await tx.db.decision.deleteMany({ where: { subjectId: { in: gone.map(({ id }) => id) } } });
    return gone;
  },
};

/** The uploaded files of imports that were never brought in. */
const forgetFiles = (tx: Tx, limit: Date): Promise<number> => tx.db.$executeRaw`
  DELETE FROM stored_file f WHERE f.tenant_id = ${tx.tenantId}::uuid AND f.id IN (
    SELECT i.id FROM customer_import i WHERE i.tenant_id = ${tx.tenantId}::uuid AND i.created_at < ${limit}
      AND i.state NOT IN ('reading', 'checking', 'importing', 'undoing'))`;
