-- Files of customers that a business brings in, what became of each line, and how files with the same titles are read. Only adds.
SET lock_timeout = '3s';

CREATE TABLE "customer_import" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "format" TEXT,
    "encoding" TEXT,
    "delimiter" TEXT,
    "blank_lines" INTEGER NOT NULL DEFAULT 0,
    "titles" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "above" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "header_key" TEXT,
    "mapping" JSONB,
    "state" TEXT NOT NULL,
    "problem" TEXT,
    "progress" INTEGER NOT NULL DEFAULT 0,
    "rows" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT,
    "created_by_name" TEXT,
    "finished_at" TIMESTAMPTZ(3),
    "undone_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "customer_import_pkey" PRIMARY KEY ("tenant_id","id")
);

CREATE TABLE "customer_import_row" (
    "tenant_id" UUID NOT NULL,
    "import_id" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "cells" TEXT[],
    "verdict" TEXT,
    "reason" TEXT,
    "column" INTEGER,
    "repairs" JSONB NOT NULL DEFAULT '[]',
    "differences" JSONB NOT NULL DEFAULT '[]',
    "choice" TEXT,
    "customer_id" UUID,
    "applied" BOOLEAN NOT NULL DEFAULT false,
    "written" JSONB,
    "stays" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "customer_import_row_pkey" PRIMARY KEY ("tenant_id","import_id","line")
);

CREATE TABLE "import_mapping" (
    "tenant_id" UUID NOT NULL,
    "header_key" TEXT NOT NULL,
    "columns" TEXT[],
    "saved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "import_mapping_pkey" PRIMARY KEY ("tenant_id","header_key")
);

CREATE INDEX "customer_import_tenant_id_created_at_idx" ON "customer_import"("tenant_id", "created_at");
CREATE INDEX "customer_import_row_tenant_id_import_id_verdict_line_idx" ON "customer_import_row"("tenant_id", "import_id", "verdict", "line");

ALTER TABLE "customer_import" ADD CONSTRAINT "customer_import_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "customer_import_row" ADD CONSTRAINT "customer_import_row_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "customer_import_row" ADD CONSTRAINT "customer_import_row_tenant_id_import_id_fkey" FOREIGN KEY ("tenant_id", "import_id") REFERENCES "customer_import"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "import_mapping" ADD CONSTRAINT "import_mapping_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ---------------------------------------------------------------------------------------------------------------------
-- What Prisma cannot say.

ALTER TABLE "customer_import" ADD CONSTRAINT "customer_import_state_check" CHECK (state IN
  ('reading', 'unreadable', 'mapping', 'checking', 'checked', 'importing', 'done', 'undoing', 'undone'));
ALTER TABLE "customer_import_row" ADD CONSTRAINT "customer_import_row_verdict_check" CHECK (verdict IN
  ('create', 'update', 'skip', 'conflict', 'refuse'));
ALTER TABLE "customer_import_row" ADD CONSTRAINT "customer_import_row_choice_check" CHECK (choice IN
  ('theirs', 'ours', 'blanks', 'new'));
-- Whose lines an import brought is asked by customer when another import is taken back.
CREATE INDEX "customer_import_row_customer" ON "customer_import_row" (tenant_id, customer_id) WHERE customer_id IS NOT NULL;

DO $$
DECLARE target text;
BEGIN
  FOREACH target IN ARRAY ARRAY['customer_import', 'customer_import_row', 'import_mapping']
  LOOP
    PERFORM protect_tenant_table(format('%I', target)::regclass);
    EXECUTE format('GRANT SELECT ON %I TO dangol_backup', target);
  END LOOP;
END $$;

-- The ledger stays append-only for the application. When a whole import is taken back, the customers it made go, and with them
-- what the file claimed of them: nothing that a person said.
GRANT SELECT (tenant_id, customer_id, basis), DELETE ON "consent" TO dangol_claims;
CREATE POLICY claims_read ON "consent" FOR SELECT TO dangol_claims USING (true);
CREATE POLICY claims_remove ON "consent" FOR DELETE TO dangol_claims USING (basis = 'claimed');
CREATE FUNCTION remove_claims(customers uuid[]) RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  WITH gone AS (
    DELETE FROM public.consent c WHERE c.tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
      AND c.customer_id = ANY (customers) AND c.basis = 'claimed' RETURNING 1
  ) SELECT count(*) FROM gone
$$;
REVOKE ALL ON FUNCTION remove_claims(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION remove_claims(uuid[]) TO dangol_app;
GRANT CREATE ON SCHEMA public TO dangol_claims;
ALTER FUNCTION remove_claims(uuid[]) OWNER TO dangol_claims;
REVOKE CREATE ON SCHEMA public FROM dangol_claims;
