-- The sender a text left by, frozen at submitting: an account's number may change before an unclear send is looked up.
ALTER TABLE "message" ADD COLUMN "sender" TEXT;

-- Callbacks get lost, so texts on their way are asked about as well; next_listing_at says when.
CREATE INDEX "message_refresh" ON "message" (tenant_id, next_listing_at)
  WHERE state IN ('accepted', 'sent') AND next_listing_at IS NOT NULL;

/* Texts the provider took and has said nothing about for a while, as claim_due: fairly, oldest first, ids only. */
CREATE FUNCTION messages_to_refresh(per_tenant integer, total integer)
RETURNS TABLE (tenant_id uuid, id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public ROWS 50 AS $$
  SELECT t.id, due.id FROM public.tenant t CROSS JOIN LATERAL (
    SELECT m.id, m.next_listing_at AS since FROM public.message m
    WHERE m.tenant_id = t.id AND m.state IN ('accepted', 'sent') AND m.next_listing_at <= public.business_now()
    ORDER BY m.next_listing_at LIMIT per_tenant) due ORDER BY due.since LIMIT total
$$;

REVOKE ALL ON FUNCTION messages_to_refresh(integer, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION messages_to_refresh(integer, integer) TO dangol_app;
GRANT CREATE ON SCHEMA public TO dangol_claims;
ALTER FUNCTION messages_to_refresh(integer, integer) OWNER TO dangol_claims;
REVOKE CREATE ON SCHEMA public FROM dangol_claims;
