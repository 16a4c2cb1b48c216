-- What stands beside a line of the consent ledger, and when consents are confirmed again. Only adds.
SET lock_timeout = '3s';

ALTER TABLE "consent" ADD COLUMN "note" TEXT, ADD COLUMN "proof_file_id" UUID;

CREATE TABLE "reconfirmation" (
    "tenant_id" UUID NOT NULL,
    "consent_id" UUID NOT NULL,
    "look_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reconfirmation_pkey" PRIMARY KEY ("tenant_id","consent_id")
);

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

SELECT protect_tenant_table('reconfirmation');
GRANT SELECT ON "reconfirmation" TO dangol_backup;

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
