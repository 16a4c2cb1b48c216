-- Promises of privacy: the access log, requests of people, erasure, and rules of retention. Only adds.
SET lock_timeout = '3s';

ALTER TABLE "task" ADD COLUMN "place" TEXT;

CREATE TABLE "access_log" (
    "tenant_id" UUID NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "id" UUID NOT NULL,
    "act" TEXT NOT NULL,
    "detail" TEXT,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT,
    "actor_name" TEXT,
    "network" TEXT,
    "customer_id" UUID,
    "customer_ids" UUID[] DEFAULT ARRAY[]::UUID[],
    "people" INTEGER NOT NULL DEFAULT 1,
    "filter" TEXT,

    CONSTRAINT "access_log_pkey" PRIMARY KEY ("tenant_id","occurred_at","id")
);

CREATE TABLE "access_review" (
    "tenant_id" UUID NOT NULL,
    "month" DATE NOT NULL,
    "task_id" UUID,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "access_review_pkey" PRIMARY KEY ("tenant_id","month")
);

CREATE TABLE "privacy_request" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "asked_by" TEXT NOT NULL,
    "checked_how" TEXT,
    "wish" TEXT,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "due_on" DATE NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "outcome" TEXT,
    "task_id" UUID,
    "registered_by" TEXT,
    "closed_at" TIMESTAMPTZ(3),
    "closed_by" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "privacy_request_pkey" PRIMARY KEY ("tenant_id","id")
);

CREATE TABLE "legal_hold" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "placed_at" TIMESTAMPTZ(3) NOT NULL,
    "placed_by" TEXT,
    "lifted_at" TIMESTAMPTZ(3),
    "lifted_by" TEXT,

    CONSTRAINT "legal_hold_pkey" PRIMARY KEY ("tenant_id","id")
);

CREATE TABLE "kept_record" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "sealed_facts" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "destroy_on" TIMESTAMPTZ(3) NOT NULL,
    "kept_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "kept_record_pkey" PRIMARY KEY ("tenant_id","id")
);

CREATE TABLE "destruction_log" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "cause" TEXT NOT NULL,
    "rule" TEXT,
    "people" INTEGER NOT NULL,
    "counts" JSONB NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT,
    "actor_name" TEXT,

    CONSTRAINT "destruction_log_pkey" PRIMARY KEY ("tenant_id","id")
);

CREATE TABLE "retention_rule" (
    "tenant_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "months" INTEGER NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT false,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_by" TEXT,
    "last_run_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "retention_rule_pkey" PRIMARY KEY ("tenant_id","kind")
);

CREATE TABLE "privacy_round" (
    "tenant_id" UUID NOT NULL,
    "next_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "privacy_round_pkey" PRIMARY KEY ("tenant_id")
);

CREATE INDEX "access_log_tenant_id_customer_id_occurred_at_idx" ON "access_log"("tenant_id", "customer_id", "occurred_at");
CREATE INDEX "access_log_tenant_id_actor_id_occurred_at_idx" ON "access_log"("tenant_id", "actor_id", "occurred_at");
CREATE INDEX "privacy_request_tenant_id_state_due_on_idx" ON "privacy_request"("tenant_id", "state", "due_on");
CREATE INDEX "privacy_request_tenant_id_customer_id_idx" ON "privacy_request"("tenant_id", "customer_id");
CREATE INDEX "legal_hold_tenant_id_customer_id_idx" ON "legal_hold"("tenant_id", "customer_id");
CREATE INDEX "kept_record_tenant_id_destroy_on_idx" ON "kept_record"("tenant_id", "destroy_on");
CREATE INDEX "kept_record_tenant_id_customer_id_idx" ON "kept_record"("tenant_id", "customer_id");
CREATE INDEX "destruction_log_tenant_id_occurred_at_idx" ON "destruction_log"("tenant_id", "occurred_at");

CREATE INDEX "survey_response_tenant_id_customer_id_idx" ON "survey_response"("tenant_id", "customer_id");

ALTER TABLE "access_log" ADD CONSTRAINT "access_log_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "access_review" ADD CONSTRAINT "access_review_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "privacy_request" ADD CONSTRAINT "privacy_request_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "privacy_request" ADD CONSTRAINT "privacy_request_tenant_id_customer_id_fkey" FOREIGN KEY ("tenant_id", "customer_id") REFERENCES "customer"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "legal_hold" ADD CONSTRAINT "legal_hold_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "legal_hold" ADD CONSTRAINT "legal_hold_tenant_id_customer_id_fkey" FOREIGN KEY ("tenant_id", "customer_id") REFERENCES "customer"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "kept_record" ADD CONSTRAINT "kept_record_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "kept_record" ADD CONSTRAINT "kept_record_tenant_id_customer_id_fkey" FOREIGN KEY ("tenant_id", "customer_id") REFERENCES "customer"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "destruction_log" ADD CONSTRAINT "destruction_log_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "retention_rule" ADD CONSTRAINT "retention_rule_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "privacy_round" ADD CONSTRAINT "privacy_round_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ---------------------------------------------------------------------------------------------------------------------
-- What Prisma cannot say.

ALTER TABLE "privacy_request" ADD CONSTRAINT "privacy_request_kind" CHECK (kind IN ('access', 'correction', 'suspension', 'erasure'));
ALTER TABLE "privacy_request" ADD CONSTRAINT "privacy_request_state" CHECK (state IN ('open', 'erasing', 'done', 'refused'));
ALTER TABLE "retention_rule" ADD CONSTRAINT "retention_rule_months" CHECK (months BETWEEN 1 AND 120);
CREATE UNIQUE INDEX "legal_hold_one" ON "legal_hold" (tenant_id, customer_id) WHERE lifted_at IS NULL;

DO $$
DECLARE target text;
BEGIN
  FOREACH target IN ARRAY ARRAY['access_log', 'access_review', 'privacy_request', 'legal_hold', 'kept_record',
                                'destruction_log', 'retention_rule', 'privacy_round']
  LOOP
    PERFORM protect_tenant_table(format('%I', target)::regclass);
    EXECUTE format('GRANT SELECT ON %I TO dangol_backup', target);
  END LOOP;
END $$;
-- Tamper-proof: the application adds and reads.
REVOKE UPDATE, DELETE ON "access_log", "destruction_log" FROM dangol_app;

/* Tenants whose promises are to be looked after now; one that nobody looked after yet is due. */
GRANT SELECT ON "privacy_round" TO dangol_claims;
CREATE POLICY claims_read ON "privacy_round" FOR SELECT TO dangol_claims USING (true);
CREATE FUNCTION tenants_for_privacy(total integer) RETURNS TABLE (tenant_id uuid, id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public ROWS 50 AS $$
  SELECT t.id, t.id FROM public.tenant t LEFT JOIN public.privacy_round r ON r.tenant_id = t.id
  WHERE r.next_at IS NULL OR r.next_at <= public.business_now()
  ORDER BY r.next_at NULLS FIRST LIMIT total
$$;

/*
 * The history of erased people goes: events about them or about what was theirs, and their lines in the ledger of consents.
 * Both are append-only for the application. Answers how many rows of each.
 */
GRANT SELECT (tenant_id, customer_id, subject_id, occurred_at, id), DELETE ON "event" TO dangol_claims;
CREATE POLICY claims_read ON "event" FOR SELECT TO dangol_claims USING (true);
CREATE POLICY claims_erase ON "event" FOR DELETE TO dangol_claims USING (true);
CREATE POLICY claims_erase ON "consent" FOR DELETE TO dangol_claims USING (true);
CREATE FUNCTION erase_history(customers uuid[], subjects uuid[], OUT events bigint, OUT consents bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE tenant uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
BEGIN
  DELETE FROM public.event e WHERE e.tenant_id = tenant AND e.customer_id = ANY (customers);
  GET DIAGNOSTICS events = ROW_COUNT;
  DELETE FROM public.event e WHERE e.tenant_id = tenant AND e.subject_id = ANY (subjects);
  DELETE FROM public.consent c WHERE c.tenant_id = tenant AND c.customer_id = ANY (customers);
  GET DIAGNOSTICS consents = ROW_COUNT;
END $$;

/*
 * Lines of the access log whose time is over: a year, two from 50,000 people on (개인정보의 안전성 확보조치 기준, Art. 8).
 * The period is this function's own; the application can't shorten it.
 */
GRANT SELECT (tenant_id, occurred_at, id), DELETE ON "access_log" TO dangol_claims;
GRANT SELECT (erased_at) ON "customer" TO dangol_claims;
CREATE POLICY claims_read ON "access_log" FOR SELECT TO dangol_claims USING (true);
CREATE POLICY claims_forget ON "access_log" FOR DELETE TO dangol_claims USING (true);
CREATE FUNCTION forget_access_log(at_most integer) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  tenant uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
  at timestamptz := public.business_now();
  oldest timestamptz := at - interval '2 years';
  gone bigint;
BEGIN
  IF EXISTS (SELECT FROM public.access_log l WHERE l.tenant_id = tenant AND l.occurred_at < at - interval '1 year')
    AND (SELECT count(*) FROM (SELECT FROM public.customer c WHERE c.tenant_id = tenant AND c.erased_at IS NULL LIMIT 50000) many) < 50000
  THEN oldest := at - interval '1 year';
  END IF;
  DELETE FROM public.access_log l USING (
    SELECT o.occurred_at, o.id FROM public.access_log o WHERE o.tenant_id = tenant AND o.occurred_at < oldest
    ORDER BY o.occurred_at, o.id LIMIT at_most) old
  WHERE l.tenant_id = tenant AND l.occurred_at = old.occurred_at AND l.id = old.id;
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;

GRANT CREATE ON SCHEMA public TO dangol_claims;
DO $$
DECLARE signature text;
BEGIN
  FOREACH signature IN ARRAY ARRAY['tenants_for_privacy(integer)', 'erase_history(uuid[], uuid[])', 'forget_access_log(integer)']
  LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', signature);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO dangol_app', signature);
    EXECUTE format('ALTER FUNCTION %s OWNER TO dangol_claims', signature);
  END LOOP;
END $$;
REVOKE CREATE ON SCHEMA public FROM dangol_claims;
