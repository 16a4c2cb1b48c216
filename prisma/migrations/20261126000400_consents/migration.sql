-- What stands beside a line of the consent ledger, when consents are confirmed again, and what guardians say. Only adds.
SET lock_timeout = '3s';

ALTER TABLE "consent" ADD COLUMN "note" TEXT, ADD COLUMN "proof_file_id" UUID;

CREATE TABLE "reconfirmation" (
    "tenant_id" UUID NOT NULL,
    "consent_id" UUID NOT NULL,
    "look_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reconfirmation_pkey" PRIMARY KEY ("tenant_id","consent_id")
);

ALTER TABLE "course" ADD COLUMN "open_to_children" BOOLEAN NOT NULL DEFAULT false;

CREATE TABLE "guardian_consent" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "enrollment_id" UUID,
    "guardian_name" TEXT,
    "state" TEXT NOT NULL,
    "purposes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "answered_at" TIMESTAMPTZ(3),
    "means" TEXT,
    "note" TEXT,
    "proof_file_id" UUID,
    "recorded_by" TEXT,

    CONSTRAINT "guardian_consent_pkey" PRIMARY KEY ("tenant_id","id")
);

CREATE INDEX "guardian_consent_tenant_id_customer_id_idx" ON "guardian_consent"("tenant_id", "customer_id");

ALTER TABLE "guardian_consent" ADD CONSTRAINT "guardian_consent_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "guardian_consent" ADD CONSTRAINT "guardian_consent_tenant_id_customer_id_fkey" FOREIGN KEY ("tenant_id", "customer_id") REFERENCES "customer"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "guardian_consent" ADD CONSTRAINT "guardian_consent_tenant_id_enrollment_id_fkey" FOREIGN KEY ("tenant_id", "enrollment_id") REFERENCES "enrollment"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

CREATE INDEX "reconfirmation_tenant_id_look_at_idx" ON "reconfirmation"("tenant_id", "look_at");

ALTER TABLE "reconfirmation" ADD CONSTRAINT "reconfirmation_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "reconfirmation" ADD CONSTRAINT "reconfirmation_tenant_id_consent_id_fkey" FOREIGN KEY ("tenant_id", "consent_id") REFERENCES "consent"("tenant_id", "id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- ---------------------------------------------------------------------------------------------------------------------
-- What Prisma cannot say.

-- Every consent to advertising that a person gave is looked after: 45 days before the same calendar day two years on, in Korea.
-- The owner of a table is held back by forced row-level security too, hence lifted for this statement.
ALTER TABLE "consent" NO FORCE ROW LEVEL SECURITY;
DO $$
DECLARE given bigint; watched bigint;
BEGIN
  INSERT INTO "reconfirmation" (tenant_id, consent_id, look_at)
    SELECT tenant_id, id,
      (date_trunc('day', occurred_at AT TIME ZONE 'Asia/Seoul') + interval '24 months') AT TIME ZONE 'Asia/Seoul' - interval '45 days'
    FROM "consent" WHERE consent.given AND basis = 'given' AND channel = 'sms' AND purpose IN ('advertising', 'night');
  GET DIAGNOSTICS watched = ROW_COUNT;
  SELECT count(*) INTO given FROM "consent" c
    WHERE c.given AND c.basis = 'given' AND c.channel = 'sms' AND c.purpose IN ('advertising', 'night');
  IF watched <> given THEN RAISE EXCEPTION 'reconfirmations: % given, % watched', given, watched; END IF;
END $$;
ALTER TABLE "consent" FORCE ROW LEVEL SECURITY;

ALTER TABLE "guardian_consent" ADD CONSTRAINT "guardian_consent_state_check"
  CHECK (state IN ('waiting', 'confirmed', 'refused', 'expired'));
ALTER TABLE "guardian_consent" ADD CONSTRAINT "guardian_consent_means_check" CHECK (means IN ('link', 'paper'));
-- An application waits for one answer.
CREATE UNIQUE INDEX "guardian_consent_waiting" ON "guardian_consent" (tenant_id, enrollment_id) WHERE state = 'waiting';
CREATE INDEX "guardian_consent_due" ON "guardian_consent" (tenant_id, expires_at) WHERE state = 'waiting';

SELECT protect_tenant_table('reconfirmation');
SELECT protect_tenant_table('guardian_consent');
GRANT SELECT ON "reconfirmation", "guardian_consent" TO dangol_backup;

-- What of consents is due, as (tenant_id, id) pairs, fairly between tenants, like claim_due.
GRANT SELECT (tenant_id, consent_id, look_at) ON "reconfirmation" TO dangol_claims;
CREATE POLICY claims_read ON "reconfirmation" FOR SELECT TO dangol_claims USING (true);
CREATE FUNCTION consents_to_confirm(per_tenant integer, total integer)
RETURNS TABLE (tenant_id uuid, id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public ROWS 50 AS $$
  SELECT t.id, due.id FROM public.tenant t CROSS JOIN LATERAL (
    SELECT r.consent_id AS id, r.look_at AS since FROM public.reconfirmation r
    WHERE r.tenant_id = t.id AND r.look_at <= public.business_now()
    ORDER BY r.look_at LIMIT per_tenant) due ORDER BY due.since LIMIT total
$$;
REVOKE ALL ON FUNCTION consents_to_confirm(integer, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION consents_to_confirm(integer, integer) TO dangol_app;
GRANT CREATE ON SCHEMA public TO dangol_claims;
ALTER FUNCTION consents_to_confirm(integer, integer) OWNER TO dangol_claims;
REVOKE CREATE ON SCHEMA public FROM dangol_claims;

-- Guardians who did not answer in time.
GRANT SELECT (tenant_id, id, state, expires_at) ON "guardian_consent" TO dangol_claims;
CREATE POLICY claims_read ON "guardian_consent" FOR SELECT TO dangol_claims USING (true);
CREATE FUNCTION guardians_unheard(per_tenant integer, total integer)
RETURNS TABLE (tenant_id uuid, id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public ROWS 50 AS $$
  SELECT t.id, due.id FROM public.tenant t CROSS JOIN LATERAL (
    SELECT g.id, g.expires_at AS since FROM public.guardian_consent g
    WHERE g.tenant_id = t.id AND g.state = 'waiting' AND g.expires_at <= public.business_now()
    ORDER BY g.expires_at LIMIT per_tenant) due ORDER BY due.since LIMIT total
$$;
REVOKE ALL ON FUNCTION guardians_unheard(integer, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guardians_unheard(integer, integer) TO dangol_app;
GRANT CREATE ON SCHEMA public TO dangol_claims;
ALTER FUNCTION guardians_unheard(integer, integer) OWNER TO dangol_claims;
REVOKE CREATE ON SCHEMA public FROM dangol_claims;
