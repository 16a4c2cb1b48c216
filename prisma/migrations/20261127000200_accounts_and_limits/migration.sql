-- Sender numbers with their proofs; limits, counters and the ledger behind them; switches; tests to oneself. Only adds.
SET lock_timeout = '3s';

CREATE TABLE "sender_number" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "proof" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "file_id" UUID,
    "registered_on" DATE NOT NULL,
    "valid_until" DATE,
    "recorded_by" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "sender_number_pkey" PRIMARY KEY ("tenant_id","id")
);

CREATE TABLE "sending_limits" (
    "tenant_id" UUID NOT NULL,
    "allowed_countries" TEXT[],
    "per_hour" INTEGER NOT NULL,
    "per_day" INTEGER NOT NULL,
    "day_money" BIGINT NOT NULL,
    "month_money" BIGINT NOT NULL,
    "advertising_times" INTEGER NOT NULL,
    "advertising_days" INTEGER NOT NULL,
    "test_mode" BOOLEAN NOT NULL DEFAULT false,
    "test_addresses" TEXT[],
    "paused_at" TIMESTAMPTZ(3),
    "paused_by" TEXT,
    "pause_reason" TEXT,
    "released_at" TIMESTAMPTZ(3),
    "released_by" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "sending_limits_pkey" PRIMARY KEY ("tenant_id")
);

CREATE TABLE "sending_counter" (
    "tenant_id" UUID NOT NULL,
    "span" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "country" TEXT NOT NULL,
    "messages" INTEGER NOT NULL DEFAULT 0,
    "new_people" INTEGER NOT NULL DEFAULT 0,
    "cost" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "sending_counter_pkey" PRIMARY KEY ("tenant_id","span","starts_at","country")
);

CREATE TABLE "budget_entry" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "country" TEXT NOT NULL,
    "hour_at" TIMESTAMPTZ(3) NOT NULL,
    "day_at" TIMESTAMPTZ(3) NOT NULL,
    "month_at" TIMESTAMPTZ(3) NOT NULL,
    "reserved" BIGINT NOT NULL,
    "settled" BIGINT,
    "state" TEXT NOT NULL DEFAULT 'reserved',
    "new_person" BOOLEAN NOT NULL DEFAULT false,
    "reserved_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "budget_entry_pkey" PRIMARY KEY ("tenant_id","id")
);

CREATE TABLE "country_breaker" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "country" TEXT NOT NULL,
    "new_people" INTEGER NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "closed_by" TEXT,

    CONSTRAINT "country_breaker_pkey" PRIMARY KEY ("tenant_id","id")
);

CREATE TABLE "member_phone" (
    "tenant_id" UUID NOT NULL,
    "membership_id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "code_hash" TEXT,
    "code_until" TIMESTAMPTZ(3),
    "tries" INTEGER NOT NULL DEFAULT 0,
    "confirmed_at" TIMESTAMPTZ(3),

    CONSTRAINT "member_phone_pkey" PRIMARY KEY ("tenant_id","membership_id")
);

CREATE TABLE "test_send" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "membership_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'submitting',
    "detail" TEXT,
    "provider_sid" TEXT,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "test_send_pkey" PRIMARY KEY ("tenant_id","id")
);

CREATE TABLE "platform_sending" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "paused_at" TIMESTAMPTZ(3),
    "paused_by" TEXT,
    "pause_reason" TEXT,

    CONSTRAINT "platform_sending_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "platform_log" (
    "id" UUID NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "account_id" UUID NOT NULL,
    "actor_name" TEXT NOT NULL,
    "act" TEXT NOT NULL,
    "subject" TEXT,
    "reason" TEXT NOT NULL,

    CONSTRAINT "platform_log_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "sender_number_tenant_id_number_key" ON "sender_number"("tenant_id", "number");
CREATE INDEX "budget_entry_tenant_id_day_at_idx" ON "budget_entry"("tenant_id", "day_at");
CREATE INDEX "country_breaker_tenant_id_country_until_idx" ON "country_breaker"("tenant_id", "country", "until");
CREATE INDEX "test_send_tenant_id_membership_id_sent_at_idx" ON "test_send"("tenant_id", "membership_id", "sent_at");
CREATE INDEX "platform_log_occurred_at_idx" ON "platform_log"("occurred_at");

ALTER TABLE "sender_number" ADD CONSTRAINT "sender_number_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "sender_number" ADD CONSTRAINT "sender_number_tenant_id_file_id_fkey" FOREIGN KEY ("tenant_id", "file_id") REFERENCES "stored_file"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "sending_limits" ADD CONSTRAINT "sending_limits_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "sending_counter" ADD CONSTRAINT "sending_counter_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "budget_entry" ADD CONSTRAINT "budget_entry_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "country_breaker" ADD CONSTRAINT "country_breaker_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "member_phone" ADD CONSTRAINT "member_phone_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "member_phone" ADD CONSTRAINT "member_phone_tenant_id_membership_id_fkey" FOREIGN KEY ("tenant_id", "membership_id") REFERENCES "membership"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "test_send" ADD CONSTRAINT "test_send_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "test_send" ADD CONSTRAINT "test_send_tenant_id_membership_id_fkey" FOREIGN KEY ("tenant_id", "membership_id") REFERENCES "membership"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "test_send" ADD CONSTRAINT "test_send_tenant_id_account_id_fkey" FOREIGN KEY ("tenant_id", "account_id") REFERENCES "provider_account"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- ---------------------------------------------------------------------------------------------------------------------
-- What Prisma cannot say.

ALTER TABLE "sending_limits"
  ADD CONSTRAINT "sending_limits_caps" CHECK (per_hour >= 0 AND per_day >= 0 AND day_money >= 0 AND month_money >= 0),
  ADD CONSTRAINT "sending_limits_advertising" CHECK (advertising_times BETWEEN 1 AND 50 AND advertising_days BETWEEN 1 AND 90);
ALTER TABLE "sending_counter"
  ADD CONSTRAINT "sending_counter_span" CHECK (span IN ('hour', 'day', 'month')),
  ADD CONSTRAINT "sending_counter_not_below" CHECK (messages >= 0 AND cost >= 0 AND new_people >= 0);
ALTER TABLE "budget_entry" ADD CONSTRAINT "budget_entry_state" CHECK (state IN ('reserved', 'settled', 'released'));
ALTER TABLE "platform_sending" ADD CONSTRAINT "platform_sending_one" CHECK (id = 1);
INSERT INTO "platform_sending" (id) VALUES (1);

DO $$
DECLARE target text;
BEGIN
  FOREACH target IN ARRAY ARRAY['sender_number', 'sending_limits', 'sending_counter', 'budget_entry', 'country_breaker',
                                'member_phone', 'test_send']
  LOOP
    PERFORM protect_tenant_table(format('%I', target)::regclass);
    EXECUTE format('GRANT SELECT ON %I TO dangol_backup', target);
  END LOOP;
END $$;

-- The switch for all is read by whoever sends; its row is neither added nor taken away.
GRANT SELECT, UPDATE ON "platform_sending" TO dangol_app;
GRANT SELECT, INSERT ON "platform_log" TO dangol_app;
GRANT SELECT ON "platform_sending", "platform_log" TO dangol_backup;
