-- AlimTalk templates are looked up at the provider now and then. Only adds.
SET lock_timeout = '3s';

ALTER TABLE "provider_account" ADD COLUMN "templates_checked_at" TIMESTAMPTZ(3);

-- ---------------------------------------------------------------------------------------------------------------------
-- What Prisma cannot say.

CREATE INDEX provider_account_alimtalk ON "provider_account" (templates_checked_at NULLS FIRST)
  WHERE active AND 'alimtalk' = ANY(channels);
GRANT SELECT (active, channels, templates_checked_at) ON "provider_account" TO dangol_claims;

/* Accounts whose AlimTalk templates nobody has looked up for half an hour: a review takes days, an owner waits for it. */
CREATE FUNCTION alimtalk_to_check(total integer) RETURNS TABLE (tenant_id uuid, id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public ROWS 10 AS $$
  SELECT a.tenant_id, a.id FROM public.provider_account a
  WHERE a.active AND 'alimtalk' = ANY(a.channels)
    AND (a.templates_checked_at IS NULL OR a.templates_checked_at <= public.business_now() - interval '30 minutes')
  ORDER BY a.templates_checked_at NULLS FIRST LIMIT total
$$;
REVOKE ALL ON FUNCTION alimtalk_to_check(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alimtalk_to_check(integer) TO dangol_app;
GRANT CREATE ON SCHEMA public TO dangol_claims;
ALTER FUNCTION alimtalk_to_check(integer) OWNER TO dangol_claims;
REVOKE CREATE ON SCHEMA public FROM dangol_claims;
