-- Notifications on the devices of members, and the watch over sending itself. Only adds.
SET lock_timeout = '3s';

CREATE TABLE "push_subscription" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "membership_id" UUID NOT NULL,
    "endpoint_hash" TEXT NOT NULL,
    "sealed_subscription" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "told_at" TIMESTAMPTZ(3),

    CONSTRAINT "push_subscription_pkey" PRIMARY KEY ("tenant_id","id")
);

CREATE TABLE "provider_pulse" (
    "tenant_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "trouble_since" TIMESTAMPTZ(3) NOT NULL,
    "troubles" INTEGER NOT NULL,

    CONSTRAINT "provider_pulse_pkey" PRIMARY KEY ("tenant_id","account_id")
);

CREATE TABLE "sending_alarm" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "began_at" TIMESTAMPTZ(3) NOT NULL,
    "told_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "sending_alarm_pkey" PRIMARY KEY ("tenant_id","id")
);

CREATE TABLE "worker_beat" (
    "id" UUID NOT NULL,
    "beat_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "worker_beat_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "push_subscription_tenant_id_membership_id_endpoint_hash_key" ON "push_subscription"("tenant_id", "membership_id", "endpoint_hash");

ALTER TABLE "push_subscription" ADD CONSTRAINT "push_subscription_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "push_subscription" ADD CONSTRAINT "push_subscription_tenant_id_membership_id_fkey" FOREIGN KEY ("tenant_id", "membership_id") REFERENCES "membership"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "provider_pulse" ADD CONSTRAINT "provider_pulse_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "provider_pulse" ADD CONSTRAINT "provider_pulse_tenant_id_account_id_fkey" FOREIGN KEY ("tenant_id", "account_id") REFERENCES "provider_account"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "sending_alarm" ADD CONSTRAINT "sending_alarm_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ---------------------------------------------------------------------------------------------------------------------
-- What Prisma cannot say.

ALTER TABLE "sending_alarm" ADD CONSTRAINT "sending_alarm_kind" CHECK (kind IN ('worker', 'provider'));
-- One alarm at a time, so that it is told once.
CREATE UNIQUE INDEX "sending_alarm_open" ON "sending_alarm" (tenant_id, kind, subject_id) WHERE ended_at IS NULL;

DO $$
DECLARE target text;
BEGIN
  FOREACH target IN ARRAY ARRAY['push_subscription', 'provider_pulse', 'sending_alarm']
  LOOP
    PERFORM protect_tenant_table(format('%I', target)::regclass);
    EXECUTE format('GRANT SELECT ON %I TO dangol_backup', target);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE, DELETE ON "worker_beat" TO dangol_app;
GRANT SELECT ON "worker_beat" TO dangol_backup;

/*
 * Active tenants whose sending is to be looked at: something is overdue, a provider gives trouble, or an alarm is open.
 * Few: a tenant whose texts leave in time is none of them.
 */
GRANT SELECT ON "provider_pulse", "sending_alarm" TO dangol_claims;
CREATE POLICY claims_read ON "provider_pulse" FOR SELECT TO dangol_claims USING (true);
CREATE POLICY claims_read ON "sending_alarm" FOR SELECT TO dangol_claims USING (true);
CREATE FUNCTION tenants_to_watch(overdue interval, total integer) RETURNS TABLE (tenant_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public ROWS 20 AS $$
  SELECT t.id FROM public.tenant t
  WHERE t.status = 'active' AND (
    EXISTS (SELECT FROM public.message m WHERE m.tenant_id = t.id AND m.state IN ('planned', 'held')
            AND coalesce(m.held_until, m.due_at) <= public.business_now() - overdue)
    OR EXISTS (SELECT FROM public.provider_pulse p WHERE p.tenant_id = t.id)
    OR EXISTS (SELECT FROM public.sending_alarm a WHERE a.tenant_id = t.id AND a.ended_at IS NULL))
  ORDER BY t.id LIMIT total
$$;

GRANT CREATE ON SCHEMA public TO dangol_claims;
REVOKE ALL ON FUNCTION tenants_to_watch(interval, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tenants_to_watch(interval, integer) TO dangol_app;
ALTER FUNCTION tenants_to_watch(interval, integer) OWNER TO dangol_claims;
REVOKE CREATE ON SCHEMA public FROM dangol_claims;
