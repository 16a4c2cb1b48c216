-- Channels beside texts: what a message leaves as and costs, accounts for several channels, AlimTalk templates. Only adds, but for
-- the account's one channel, which becomes a list.
SET lock_timeout = '3s';

ALTER TABLE "message"
  ADD COLUMN "kind" TEXT,
  ADD COLUMN "subject" TEXT,
  ADD COLUMN "fallback_body" TEXT,
  ADD COLUMN "delivered_as" TEXT,
  ADD COLUMN "estimated_cost" BIGINT,
  ADD COLUMN "final_cost" BIGINT,
  ADD COLUMN "cost_currency" TEXT;

ALTER TABLE "provider_account"
  ADD COLUMN "channels" TEXT[],
  ADD COLUMN "label" TEXT,
  ADD COLUMN "priority" INTEGER NOT NULL DEFAULT 1,
  ADD COLUMN "kakao_channel_id" TEXT,
  ADD COLUMN "mail_from" TEXT,
  ADD COLUMN "server_url" TEXT,
  ADD COLUMN "prices" JSONB NOT NULL DEFAULT '{}';

CREATE TABLE "alimtalk_template" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "template_key" TEXT NOT NULL,
    "channel_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "rejected_reason" TEXT,
    "checked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "alimtalk_template_pkey" PRIMARY KEY ("tenant_id","id")
);

CREATE UNIQUE INDEX "alimtalk_template_tenant_id_account_id_provider_id_key" ON "alimtalk_template"("tenant_id", "account_id", "provider_id");
CREATE INDEX "alimtalk_template_tenant_id_template_key_idx" ON "alimtalk_template"("tenant_id", "template_key");

ALTER TABLE "alimtalk_template" ADD CONSTRAINT "alimtalk_template_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "alimtalk_template" ADD CONSTRAINT "alimtalk_template_tenant_id_account_id_fkey" FOREIGN KEY ("tenant_id", "account_id") REFERENCES "provider_account"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- ---------------------------------------------------------------------------------------------------------------------
-- What Prisma cannot say.

-- Forced row-level security holds back the owner too.
ALTER TABLE "provider_account" NO FORCE ROW LEVEL SECURITY;
DO $$
DECLARE before bigint; changed bigint;
BEGIN
  SELECT count(*) INTO before FROM "provider_account";
  UPDATE "provider_account" SET channels = ARRAY[channel];
  GET DIAGNOSTICS changed = ROW_COUNT;
  IF changed <> before THEN RAISE EXCEPTION 'provider_account: % of % rows changed', changed, before; END IF;
END $$;
ALTER TABLE "provider_account" FORCE ROW LEVEL SECURITY;
ALTER TABLE "provider_account" DROP COLUMN "channel";

ALTER TABLE "message" ADD CONSTRAINT "message_kind" CHECK (kind IN ('sms', 'lms', 'mms', 'alimtalk', 'email'));
ALTER TABLE "provider_account" ADD CONSTRAINT "provider_account_provider" CHECK (provider IN ('twilio', 'solapi', 'smtp'));
ALTER TABLE "alimtalk_template" ADD CONSTRAINT "alimtalk_template_state" CHECK (state IN ('requested', 'approved', 'rejected', 'stopped'));

SELECT protect_tenant_table('"alimtalk_template"'::regclass);
GRANT SELECT ON "alimtalk_template" TO dangol_backup;
