-- Short links in texts with their clicks, and the orders in which the outbox is read. Only adds.
SET lock_timeout = '3s';

CREATE TABLE "short_link" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "area" TEXT NOT NULL,
    "code_hash" TEXT NOT NULL,
    "sealed_target" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "opened_at" TIMESTAMPTZ(3),

    CONSTRAINT "short_link_pkey" PRIMARY KEY ("tenant_id","id")
);

CREATE TABLE "link_click" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "area" TEXT NOT NULL,
    "clicked_at" TIMESTAMPTZ(3) NOT NULL,
    "by_machine" BOOLEAN NOT NULL,

    CONSTRAINT "link_click_pkey" PRIMARY KEY ("tenant_id","id")
);

CREATE UNIQUE INDEX "short_link_tenant_id_code_hash_key" ON "short_link"("tenant_id", "code_hash");
CREATE INDEX "short_link_tenant_id_message_id_idx" ON "short_link"("tenant_id", "message_id");
CREATE INDEX "link_click_tenant_id_message_id_clicked_at_idx" ON "link_click"("tenant_id", "message_id", "clicked_at");

ALTER TABLE "short_link" ADD CONSTRAINT "short_link_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "short_link" ADD CONSTRAINT "short_link_tenant_id_message_id_fkey" FOREIGN KEY ("tenant_id", "message_id") REFERENCES "message"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "link_click" ADD CONSTRAINT "link_click_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "link_click" ADD CONSTRAINT "link_click_tenant_id_message_id_fkey" FOREIGN KEY ("tenant_id", "message_id") REFERENCES "message"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- ---------------------------------------------------------------------------------------------------------------------
-- What Prisma cannot say.

-- Where a message stands in time: when it went or ended, else when it is to go (lib/messages/outbox/line-time.ts). Each state in that
-- order, so that a page of any tab reads no more than a page; what is rare among them by class or channel is found in the index alone,
-- and rules and reasons that are rare without reading the others.
CREATE INDEX "message_outbox" ON "message"
  (tenant_id, state, (coalesce(submitted_at, ended_at, held_until, due_at)), id) INCLUDE (class, channel);
CREATE INDEX "message_outbox_rule" ON "message"
  (tenant_id, follow_up_version_id, (coalesce(submitted_at, ended_at, held_until, due_at)), id);
CREATE INDEX "message_outbox_reason" ON "message"
  (tenant_id, verdict_reason, (coalesce(submitted_at, ended_at, held_until, due_at)), id) WHERE verdict_reason IS NOT NULL;

-- Openings of links are rare among the events of a long history; the timeline of messages shows them.
CREATE INDEX "event_links_opened" ON "event" (tenant_id, customer_id, occurred_at DESC, id DESC) WHERE type = 'message.link_opened';

DO $$
DECLARE target text;
BEGIN
  FOREACH target IN ARRAY ARRAY['short_link', 'link_click']
  LOOP
    PERFORM protect_tenant_table(format('%I', target)::regclass);
    EXECUTE format('GRANT SELECT ON %I TO dangol_backup', target);
  END LOOP;
END $$;
-- What was clicked stays as it was: the application adds and reads.
REVOKE UPDATE, DELETE ON "link_click" FROM dangol_app;
