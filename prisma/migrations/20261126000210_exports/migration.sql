-- Files with everything of a business, made by a worker and kept for some days; and imports that failed. Only adds.
SET lock_timeout = '3s';

CREATE TABLE "tenant_export" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "progress" INTEGER NOT NULL DEFAULT 0,
    "rows" INTEGER NOT NULL DEFAULT 0,
    "bytes" BIGINT NOT NULL DEFAULT 0,
    "problem" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT,
    "created_by_name" TEXT,
    "finished_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "tenant_export_pkey" PRIMARY KEY ("tenant_id","id")
);

CREATE TABLE "tenant_export_part" (
    "tenant_id" UUID NOT NULL,
    "export_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "tenant_export_part_pkey" PRIMARY KEY ("tenant_id","export_id","position")
);

CREATE INDEX "tenant_export_tenant_id_created_at_idx" ON "tenant_export"("tenant_id", "created_at");

ALTER TABLE "tenant_export" ADD CONSTRAINT "tenant_export_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "tenant_export_part" ADD CONSTRAINT "tenant_export_part_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "tenant_export_part" ADD CONSTRAINT "tenant_export_part_tenant_id_export_id_fkey" FOREIGN KEY ("tenant_id", "export_id") REFERENCES "tenant_export"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- ---------------------------------------------------------------------------------------------------------------------
-- What Prisma cannot say.

ALTER TABLE "tenant_export" ADD CONSTRAINT "tenant_export_state_check" CHECK (state IN ('making', 'ready', 'failed', 'removed'));
-- The file is a zip, which nothing makes smaller.
ALTER TABLE "tenant_export_part" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;
-- One at a time, so that two presses make one file.
CREATE UNIQUE INDEX "tenant_export_one_making" ON "tenant_export" (tenant_id) WHERE state = 'making';
CREATE INDEX "tenant_export_expiring" ON "tenant_export" (tenant_id, expires_at) WHERE state = 'ready';

DO $$
DECLARE target text;
BEGIN
  FOREACH target IN ARRAY ARRAY['tenant_export', 'tenant_export_part']
  LOOP PERFORM protect_tenant_table(format('%I', target)::regclass); END LOOP;
END $$;

GRANT SELECT ON "tenant_export", "tenant_export_part" TO dangol_backup;

/* Files whose days are over, as claim_due: fairly, oldest first, ids only. */
GRANT SELECT (tenant_id, id, state, expires_at) ON "tenant_export" TO dangol_claims;
CREATE POLICY claims_read ON "tenant_export" FOR SELECT TO dangol_claims USING (true);
CREATE FUNCTION exports_to_remove(per_tenant integer, total integer)
RETURNS TABLE (tenant_id uuid, id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public ROWS 50 AS $$
  SELECT t.id, due.id FROM public.tenant t CROSS JOIN LATERAL (
    SELECT e.id, e.expires_at AS since FROM public.tenant_export e
    WHERE e.tenant_id = t.id AND e.state = 'ready' AND e.expires_at <= public.business_now()
    ORDER BY e.expires_at LIMIT per_tenant) due ORDER BY due.since LIMIT total
$$;
REVOKE ALL ON FUNCTION exports_to_remove(integer, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION exports_to_remove(integer, integer) TO dangol_app;
GRANT CREATE ON SCHEMA public TO dangol_claims;
ALTER FUNCTION exports_to_remove(integer, integer) OWNER TO dangol_claims;
REVOKE CREATE ON SCHEMA public FROM dangol_claims;

-- A file of customers on which a worker gave up: what it was at is told, and it can be tried again.
ALTER TABLE "customer_import" DROP CONSTRAINT "customer_import_state_check";
ALTER TABLE "customer_import" ADD CONSTRAINT "customer_import_state_check" CHECK (state IN
  ('reading', 'unreadable', 'mapping', 'checking', 'checked', 'importing', 'done', 'undoing', 'undone', 'failed')) NOT VALID;
ALTER TABLE "customer_import" VALIDATE CONSTRAINT "customer_import_state_check";
