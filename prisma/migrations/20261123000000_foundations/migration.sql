-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "account" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT,
    "session_version" INTEGER NOT NULL DEFAULT 1,
    "locale" TEXT NOT NULL DEFAULT 'ko',
    "theme" TEXT NOT NULL DEFAULT 'system',
    "is_operator" BOOLEAN NOT NULL DEFAULT false,
    "email_verified_at" TIMESTAMPTZ(3),
    "suspended_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account_identity" (
    "provider" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "account_id" UUID NOT NULL,
    "linked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "account_identity_pkey" PRIMARY KEY ("provider","subject")
);

-- CreateTable
CREATE TABLE "sign_in_token" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "known_device" (
    "account_id" UUID NOT NULL,
    "device_hash" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "known_device_pkey" PRIMARY KEY ("account_id","device_hash")
);

-- CreateTable
CREATE TABLE "course" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "subtitle" TEXT,
    "locale" TEXT NOT NULL DEFAULT 'ko',
    "visibility" TEXT NOT NULL DEFAULT 'draft',
    "take_aways" JSONB NOT NULL DEFAULT '[]',
    "teacher_name" TEXT,
    "teacher_words" TEXT,
    "faq" JSONB NOT NULL DEFAULT '[]',
    "description" TEXT,
    "cover_file_id" UUID,
    "form_key" TEXT,
    "survey_key" TEXT,
    "next_course_id" UUID,
    "instructor_id" UUID,
    "needs_approval" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "course_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "course_slug" (
    "tenant_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "course_id" UUID NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "course_slug_pkey" PRIMARY KEY ("tenant_id","slug")
);

-- CreateTable
CREATE TABLE "run" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "course_id" UUID NOT NULL,
    "label" TEXT,
    "state" TEXT NOT NULL DEFAULT 'open',
    "opens_at" TIMESTAMPTZ(3),
    "closes_at" TIMESTAMPTZ(3),
    "price_won" INTEGER NOT NULL DEFAULT 0,
    "place_name" TEXT,
    "place_address" TEXT,
    "place_latitude" DOUBLE PRECISION,
    "place_longitude" DOUBLE PRECISION,
    "place_note" TEXT,
    "online_url" TEXT,
    "cancel_days" INTEGER NOT NULL DEFAULT 1,
    "cancel_time" TEXT NOT NULL DEFAULT '18:00',
    "wall_code_hash" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "run_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "class_session" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "local_date" TEXT NOT NULL,
    "local_start" TEXT NOT NULL,
    "local_end" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "schedule_version" INTEGER NOT NULL DEFAULT 1,
    "cancelled_at" TIMESTAMPTZ(3),

    CONSTRAINT "class_session_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "seat_pool" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "name" TEXT NOT NULL DEFAULT 'default',
    "capacity" INTEGER,
    "taken" INTEGER NOT NULL DEFAULT 0,
    "overridden_by" TEXT,

    CONSTRAINT "seat_pool_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "customer" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "shop" TEXT,
    "trade" TEXT,
    "source" TEXT,
    "locale" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "erased_at" TIMESTAMPTZ(3),

    CONSTRAINT "customer_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "contact_point" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "last_four" TEXT,
    "recognised" BOOLEAN NOT NULL DEFAULT false,
    "primary" BOOLEAN NOT NULL DEFAULT false,
    "can_receive_texts" BOOLEAN NOT NULL DEFAULT true,
    "bad_since" TIMESTAMPTZ(3),
    "bad_reason" TEXT,
    "verified_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "contact_point_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "consent" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "channel" TEXT NOT NULL DEFAULT 'any',
    "given" BOOLEAN NOT NULL,
    "basis" TEXT NOT NULL DEFAULT 'given',
    "text_version" TEXT NOT NULL,
    "text_hash" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "source_page" TEXT,
    "ip_hash" TEXT,
    "user_agent" TEXT,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "consent_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "suppression" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "address_hash" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "lifted_at" TIMESTAMPTZ(3),

    CONSTRAINT "suppression_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "customer_note" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "author_id" TEXT,
    "author_name" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "customer_note_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "decision" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "question" JSONB NOT NULL,
    "options" JSONB NOT NULL,
    "default_key" TEXT NOT NULL,
    "deadline" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "answer_key" TEXT,
    "answered_by" TEXT,
    "answered_at" TIMESTAMPTZ(3),
    "asked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "decision_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "definition" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "draft" JSONB,
    "current_version" INTEGER,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "origin_kit" TEXT,
    "origin_version" INTEGER,
    "retired_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "definition_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "definition_version" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "definition_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "body" JSONB NOT NULL,
    "body_hash" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "published_by" TEXT,

    CONSTRAINT "definition_version_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "enrollment" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "pool_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "places" INTEGER NOT NULL DEFAULT 1,
    "waitlisted_at" TIMESTAMPTZ(3),
    "offer_expires_at" TIMESTAMPTZ(3),
    "cancelled_by" TEXT,
    "cancel_reason" TEXT,
    "applied_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "state_changed_at" TIMESTAMPTZ(3) NOT NULL,
    "origin" TEXT NOT NULL DEFAULT 'web',
    "referrer" TEXT,
    "moved_to_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "enrollment_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "attendance" (
    "tenant_id" UUID NOT NULL,
    "enrollment_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'unmarked',
    "marked_at" TIMESTAMPTZ(3),
    "marked_by" TEXT,
    "means" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "attendance_pkey" PRIMARY KEY ("tenant_id","enrollment_id","session_id")
);

-- CreateTable
CREATE TABLE "message" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "step" TEXT NOT NULL DEFAULT '1',
    "schedule_version" INTEGER NOT NULL DEFAULT 1,
    "customer_id" UUID NOT NULL,
    "enrollment_id" UUID,
    "session_id" UUID,
    "channel" TEXT NOT NULL DEFAULT 'sms',
    "class" TEXT NOT NULL,
    "resend_class" TEXT NOT NULL DEFAULT 'notice',
    "urgent" BOOLEAN NOT NULL DEFAULT false,
    "template_version_id" UUID,
    "follow_up_version_id" UUID,
    "condition" JSONB,
    "variables" JSONB NOT NULL DEFAULT '{}',
    "state" TEXT NOT NULL DEFAULT 'planned',
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "verdict" TEXT,
    "verdict_reason" TEXT,
    "held_until" TIMESTAMPTZ(3),
    "planned_at" TIMESTAMPTZ(3) NOT NULL,
    "planned_because" TEXT NOT NULL,
    "claim_token" UUID,
    "lease_until" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "to_address" TEXT,
    "body" TEXT,
    "provider_account_id" UUID,
    "callback_id" UUID,
    "submitted_at" TIMESTAMPTZ(3),
    "provider_sid" TEXT,
    "provider_status" TEXT,
    "error_code" TEXT,
    "error_detail" TEXT,
    "segments" INTEGER,
    "accepted_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "empty_listings" INTEGER NOT NULL DEFAULT 0,
    "last_listing_at" TIMESTAMPTZ(3),
    "next_listing_at" TIMESTAMPTZ(3),
    "resend_of_id" UUID,

    CONSTRAINT "message_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "provider_callback" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "callback_id" UUID NOT NULL,
    "provider_sid" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "error_code" TEXT,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "applied_at" TIMESTAMPTZ(3),

    CONSTRAINT "provider_callback_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "inbound_message" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "provider_sid" TEXT NOT NULL,
    "from_address" TEXT NOT NULL,
    "to_address" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "opt_out_type" TEXT,
    "customer_id" UUID,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "reacted_at" TIMESTAMPTZ(3),

    CONSTRAINT "inbound_message_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "business_clock" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "offset_seconds" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "frozen_at" TIMESTAMPTZ(3),

    CONSTRAINT "business_clock_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "bucket" TEXT NOT NULL,
    "window_start" TIMESTAMPTZ(3) NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("bucket")
);

-- CreateTable
CREATE TABLE "event" (
    "tenant_id" UUID NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "customer_id" UUID,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT,
    "actor_name" TEXT,
    "payload_version" INTEGER NOT NULL DEFAULT 1,
    "payload" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "event_pkey" PRIMARY KEY ("tenant_id","occurred_at","id")
) PARTITION BY RANGE ("occurred_at");

-- CreateTable
CREATE TABLE "idempotency_key" (
    "tenant_id" UUID NOT NULL,
    "actor_key" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "response" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("tenant_id","actor_key","key")
);

-- CreateTable
CREATE TABLE "stored_file" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "width" INTEGER,
    "height" INTEGER,
    "bytes" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stored_file_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "personal_link" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "label" TEXT,

    CONSTRAINT "personal_link_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "survey_response" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "enrollment_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "definition_version_id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "submitted_at" TIMESTAMPTZ(3),

    CONSTRAINT "survey_response_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "answer" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "enrollment_id" UUID,
    "definition_version_id" UUID NOT NULL,
    "question_key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "answered_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "answer_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "tenant" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "link_code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "zone" TEXT NOT NULL DEFAULT 'Asia/Seoul',
    "locale" TEXT NOT NULL DEFAULT 'ko',
    "status" TEXT NOT NULL DEFAULT 'active',
    "brand_color" TEXT,
    "suspended_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tenant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tenant_settings" (
    "tenant_id" UUID NOT NULL,
    "business_name" TEXT,
    "representative" TEXT,
    "business_number" TEXT,
    "address" TEXT,
    "phone" TEXT,
    "email" TEXT,
    "privacy_policy" TEXT,
    "opt_out_number" TEXT,
    "introduction" TEXT,
    "attendance_grace_hours" INTEGER NOT NULL DEFAULT 20,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "tenant_settings_pkey" PRIMARY KEY ("tenant_id")
);

-- CreateTable
CREATE TABLE "membership" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "removed_at" TIMESTAMPTZ(3),
    "today_seen_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "invited_by" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "provider_account" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "account_sid" TEXT NOT NULL,
    "encrypted_credentials" TEXT NOT NULL,
    "sender_number" TEXT,
    "messaging_service_sid" TEXT,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "provider_account_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "advertising_proof" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "recorded_by" TEXT NOT NULL,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "valid_until" TIMESTAMPTZ(3),

    CONSTRAINT "advertising_proof_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "account_email_key" ON "account"("email");

-- CreateIndex
CREATE UNIQUE INDEX "sign_in_token_secret_hash_key" ON "sign_in_token"("secret_hash");

-- CreateIndex
CREATE UNIQUE INDEX "course_tenant_id_slug_key" ON "course"("tenant_id", "slug");

-- CreateIndex
CREATE INDEX "run_tenant_id_course_id_idx" ON "run"("tenant_id", "course_id");

-- CreateIndex
CREATE INDEX "class_session_tenant_id_starts_at_idx" ON "class_session"("tenant_id", "starts_at");

-- CreateIndex
CREATE UNIQUE INDEX "class_session_tenant_id_run_id_position_key" ON "class_session"("tenant_id", "run_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "seat_pool_tenant_id_run_id_name_key" ON "seat_pool"("tenant_id", "run_id", "name");

-- CreateIndex
CREATE INDEX "customer_tenant_id_created_at_idx" ON "customer"("tenant_id", "created_at");

-- CreateIndex
CREATE INDEX "customer_tenant_id_name_idx" ON "customer"("tenant_id", "name");

-- CreateIndex
CREATE INDEX "contact_point_tenant_id_channel_address_idx" ON "contact_point"("tenant_id", "channel", "address");

-- CreateIndex
CREATE INDEX "contact_point_tenant_id_last_four_idx" ON "contact_point"("tenant_id", "last_four");

-- CreateIndex
CREATE UNIQUE INDEX "contact_point_tenant_id_customer_id_channel_address_key" ON "contact_point"("tenant_id", "customer_id", "channel", "address");

-- CreateIndex
CREATE INDEX "consent_tenant_id_customer_id_purpose_channel_occurred_at_idx" ON "consent"("tenant_id", "customer_id", "purpose", "channel", "occurred_at");

-- CreateIndex
CREATE UNIQUE INDEX "suppression_tenant_id_channel_address_hash_scope_key" ON "suppression"("tenant_id", "channel", "address_hash", "scope");

-- CreateIndex
CREATE INDEX "customer_note_tenant_id_customer_id_idx" ON "customer_note"("tenant_id", "customer_id");

-- CreateIndex
CREATE INDEX "decision_tenant_id_state_deadline_idx" ON "decision"("tenant_id", "state", "deadline");

-- CreateIndex
CREATE UNIQUE INDEX "definition_tenant_id_kind_key_key" ON "definition"("tenant_id", "kind", "key");

-- CreateIndex
CREATE UNIQUE INDEX "definition_version_tenant_id_definition_id_number_key" ON "definition_version"("tenant_id", "definition_id", "number");

-- CreateIndex
CREATE INDEX "enrollment_tenant_id_run_id_state_idx" ON "enrollment"("tenant_id", "run_id", "state");

-- CreateIndex
CREATE INDEX "enrollment_tenant_id_customer_id_idx" ON "enrollment"("tenant_id", "customer_id");

-- CreateIndex
CREATE INDEX "attendance_tenant_id_session_id_idx" ON "attendance"("tenant_id", "session_id");

-- CreateIndex
CREATE INDEX "message_tenant_id_customer_id_due_at_idx" ON "message"("tenant_id", "customer_id", "due_at");

-- CreateIndex
CREATE INDEX "message_tenant_id_enrollment_id_idx" ON "message"("tenant_id", "enrollment_id");

-- CreateIndex
CREATE INDEX "message_tenant_id_state_due_at_idx" ON "message"("tenant_id", "state", "due_at");

-- CreateIndex
CREATE INDEX "message_tenant_id_provider_sid_idx" ON "message"("tenant_id", "provider_sid");

-- CreateIndex
CREATE UNIQUE INDEX "message_tenant_id_purpose_subject_id_step_schedule_version_key" ON "message"("tenant_id", "purpose", "subject_id", "step", "schedule_version");

-- CreateIndex
CREATE UNIQUE INDEX "message_tenant_id_callback_id_key" ON "message"("tenant_id", "callback_id");

-- CreateIndex
CREATE UNIQUE INDEX "provider_callback_tenant_id_callback_id_provider_sid_status_key" ON "provider_callback"("tenant_id", "callback_id", "provider_sid", "status");

-- CreateIndex
CREATE INDEX "inbound_message_tenant_id_customer_id_received_at_idx" ON "inbound_message"("tenant_id", "customer_id", "received_at");

-- CreateIndex
CREATE UNIQUE INDEX "inbound_message_tenant_id_provider_sid_key" ON "inbound_message"("tenant_id", "provider_sid");

-- CreateIndex
CREATE INDEX "rate_limit_window_start_idx" ON "rate_limit"("window_start");

-- CreateIndex
CREATE INDEX "event_tenant_id_customer_id_occurred_at_idx" ON "event"("tenant_id", "customer_id", "occurred_at");

-- CreateIndex
CREATE INDEX "event_tenant_id_subject_id_occurred_at_idx" ON "event"("tenant_id", "subject_id", "occurred_at");

-- CreateIndex
CREATE INDEX "personal_link_tenant_id_kind_subject_id_idx" ON "personal_link"("tenant_id", "kind", "subject_id");

-- CreateIndex
CREATE UNIQUE INDEX "personal_link_tenant_id_kind_secret_hash_key" ON "personal_link"("tenant_id", "kind", "secret_hash");

-- CreateIndex
CREATE UNIQUE INDEX "survey_response_tenant_id_enrollment_id_definition_version__key" ON "survey_response"("tenant_id", "enrollment_id", "definition_version_id");

-- CreateIndex
CREATE INDEX "answer_tenant_id_customer_id_question_key_answered_at_idx" ON "answer"("tenant_id", "customer_id", "question_key", "answered_at");

-- CreateIndex
CREATE UNIQUE INDEX "answer_tenant_id_enrollment_id_definition_version_id_questi_key" ON "answer"("tenant_id", "enrollment_id", "definition_version_id", "question_key");

-- CreateIndex
CREATE UNIQUE INDEX "tenant_slug_key" ON "tenant"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "tenant_link_code_key" ON "tenant"("link_code");

-- CreateIndex
CREATE UNIQUE INDEX "membership_tenant_id_account_id_key" ON "membership"("tenant_id", "account_id");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_tenant_id_secret_hash_key" ON "invitation"("tenant_id", "secret_hash");

-- AddForeignKey
ALTER TABLE "account_identity" ADD CONSTRAINT "account_identity_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sign_in_token" ADD CONSTRAINT "sign_in_token_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "course" ADD CONSTRAINT "course_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "course" ADD CONSTRAINT "course_tenant_id_cover_file_id_fkey" FOREIGN KEY ("tenant_id", "cover_file_id") REFERENCES "stored_file"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "course" ADD CONSTRAINT "course_tenant_id_next_course_id_fkey" FOREIGN KEY ("tenant_id", "next_course_id") REFERENCES "course"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "course_slug" ADD CONSTRAINT "course_slug_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "course_slug" ADD CONSTRAINT "course_slug_tenant_id_course_id_fkey" FOREIGN KEY ("tenant_id", "course_id") REFERENCES "course"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_tenant_id_course_id_fkey" FOREIGN KEY ("tenant_id", "course_id") REFERENCES "course"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "class_session" ADD CONSTRAINT "class_session_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "class_session" ADD CONSTRAINT "class_session_tenant_id_run_id_fkey" FOREIGN KEY ("tenant_id", "run_id") REFERENCES "run"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "seat_pool" ADD CONSTRAINT "seat_pool_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "seat_pool" ADD CONSTRAINT "seat_pool_tenant_id_run_id_fkey" FOREIGN KEY ("tenant_id", "run_id") REFERENCES "run"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "customer" ADD CONSTRAINT "customer_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact_point" ADD CONSTRAINT "contact_point_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact_point" ADD CONSTRAINT "contact_point_tenant_id_customer_id_fkey" FOREIGN KEY ("tenant_id", "customer_id") REFERENCES "customer"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "consent" ADD CONSTRAINT "consent_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consent" ADD CONSTRAINT "consent_tenant_id_customer_id_fkey" FOREIGN KEY ("tenant_id", "customer_id") REFERENCES "customer"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "suppression" ADD CONSTRAINT "suppression_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer_note" ADD CONSTRAINT "customer_note_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer_note" ADD CONSTRAINT "customer_note_tenant_id_customer_id_fkey" FOREIGN KEY ("tenant_id", "customer_id") REFERENCES "customer"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "definition" ADD CONSTRAINT "definition_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "definition_version" ADD CONSTRAINT "definition_version_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "definition_version" ADD CONSTRAINT "definition_version_tenant_id_definition_id_fkey" FOREIGN KEY ("tenant_id", "definition_id") REFERENCES "definition"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "enrollment" ADD CONSTRAINT "enrollment_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrollment" ADD CONSTRAINT "enrollment_tenant_id_run_id_fkey" FOREIGN KEY ("tenant_id", "run_id") REFERENCES "run"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "enrollment" ADD CONSTRAINT "enrollment_tenant_id_pool_id_fkey" FOREIGN KEY ("tenant_id", "pool_id") REFERENCES "seat_pool"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "enrollment" ADD CONSTRAINT "enrollment_tenant_id_customer_id_fkey" FOREIGN KEY ("tenant_id", "customer_id") REFERENCES "customer"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_tenant_id_enrollment_id_fkey" FOREIGN KEY ("tenant_id", "enrollment_id") REFERENCES "enrollment"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_tenant_id_session_id_fkey" FOREIGN KEY ("tenant_id", "session_id") REFERENCES "class_session"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_tenant_id_customer_id_fkey" FOREIGN KEY ("tenant_id", "customer_id") REFERENCES "customer"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_tenant_id_enrollment_id_fkey" FOREIGN KEY ("tenant_id", "enrollment_id") REFERENCES "enrollment"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_tenant_id_session_id_fkey" FOREIGN KEY ("tenant_id", "session_id") REFERENCES "class_session"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_tenant_id_template_version_id_fkey" FOREIGN KEY ("tenant_id", "template_version_id") REFERENCES "definition_version"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_tenant_id_follow_up_version_id_fkey" FOREIGN KEY ("tenant_id", "follow_up_version_id") REFERENCES "definition_version"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_tenant_id_provider_account_id_fkey" FOREIGN KEY ("tenant_id", "provider_account_id") REFERENCES "provider_account"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "provider_callback" ADD CONSTRAINT "provider_callback_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inbound_message" ADD CONSTRAINT "inbound_message_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inbound_message" ADD CONSTRAINT "inbound_message_tenant_id_customer_id_fkey" FOREIGN KEY ("tenant_id", "customer_id") REFERENCES "customer"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "event" ADD CONSTRAINT "event_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "idempotency_key" ADD CONSTRAINT "idempotency_key_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stored_file" ADD CONSTRAINT "stored_file_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "personal_link" ADD CONSTRAINT "personal_link_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "survey_response" ADD CONSTRAINT "survey_response_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "survey_response" ADD CONSTRAINT "survey_response_tenant_id_enrollment_id_fkey" FOREIGN KEY ("tenant_id", "enrollment_id") REFERENCES "enrollment"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "survey_response" ADD CONSTRAINT "survey_response_tenant_id_customer_id_fkey" FOREIGN KEY ("tenant_id", "customer_id") REFERENCES "customer"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "survey_response" ADD CONSTRAINT "survey_response_tenant_id_definition_version_id_fkey" FOREIGN KEY ("tenant_id", "definition_version_id") REFERENCES "definition_version"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "answer" ADD CONSTRAINT "answer_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "answer" ADD CONSTRAINT "answer_tenant_id_customer_id_fkey" FOREIGN KEY ("tenant_id", "customer_id") REFERENCES "customer"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "answer" ADD CONSTRAINT "answer_tenant_id_enrollment_id_fkey" FOREIGN KEY ("tenant_id", "enrollment_id") REFERENCES "enrollment"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "answer" ADD CONSTRAINT "answer_tenant_id_definition_version_id_fkey" FOREIGN KEY ("tenant_id", "definition_version_id") REFERENCES "definition_version"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "tenant_settings" ADD CONSTRAINT "tenant_settings_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "provider_account" ADD CONSTRAINT "provider_account_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "advertising_proof" ADD CONSTRAINT "advertising_proof_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



-- ---------------------------------------------------------------------------------------------------------------------
-- What Prisma cannot say: partitions, partial keys, checks, the tenancy locks, grants and the reviewed functions.
-- The roles dangol_app, dangol_claims, dangol_search and dangol_backup exist before the first migration
-- (scripts/database/roles.ts).

-- Events by month. The default partition takes what no month has been made for (a moved demo clock).
CREATE TABLE "event_other" PARTITION OF "event" DEFAULT;

CREATE FUNCTION ensure_event_partitions(months integer) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  month date;
  name text;
  made integer := 0;
BEGIN
  FOR i IN 0..months LOOP
    month := (date_trunc('month', now()) + make_interval(months => i))::date;
    name := 'event_' || to_char(month, 'YYYY_MM');
    CONTINUE WHEN to_regclass('public.' || name) IS NOT NULL;
    CONTINUE WHEN EXISTS (SELECT 1 FROM public.event_other
                          WHERE occurred_at >= month AND occurred_at < month + interval '1 month');
    EXECUTE format('CREATE TABLE public.%I PARTITION OF public.event FOR VALUES FROM (%L) TO (%L)',
                   name, month::timestamptz, (month + interval '1 month')::timestamptz);
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', name);
    made := made + 1;
  END LOOP;
  RETURN made;
END $$;
REVOKE ALL ON FUNCTION ensure_event_partitions(integer) FROM PUBLIC;
ALTER TABLE "event_other" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "event_other" FORCE ROW LEVEL SECURITY;
SELECT ensure_event_partitions(24);

-- One open enrollment per person and run; one recognised owner per address; one open question per subject.
CREATE UNIQUE INDEX "enrollment_one_open" ON "enrollment" (tenant_id, run_id, customer_id)
  WHERE state IN ('applied', 'awaiting_approval', 'awaiting_payment', 'confirmed', 'waitlisted', 'offered');
CREATE UNIQUE INDEX "contact_point_recognised" ON "contact_point" (tenant_id, channel, address) WHERE recognised;
CREATE UNIQUE INDEX "decision_one_open" ON "decision" (tenant_id, kind, subject_id) WHERE state = 'open';

ALTER TABLE "seat_pool"
  ADD CONSTRAINT "seat_pool_taken" CHECK (taken >= 0 AND (capacity IS NULL OR taken <= capacity OR overridden_by IS NOT NULL)),
  ADD CONSTRAINT "seat_pool_capacity" CHECK (capacity IS NULL OR capacity >= 0);
ALTER TABLE "run" ADD CONSTRAINT "run_price" CHECK (price_won >= 0);
ALTER TABLE "run" ADD CONSTRAINT "run_state" CHECK (state IN ('open', 'paused', 'closed', 'cancelled'));
ALTER TABLE "course" ADD CONSTRAINT "course_kind" CHECK (kind IN ('lecture', 'practice', 'coaching', 'study', 'video'));
ALTER TABLE "course" ADD CONSTRAINT "course_visibility" CHECK (visibility IN ('draft', 'listed', 'link_only', 'paused', 'closed'));
ALTER TABLE "class_session" ADD CONSTRAINT "class_session_order" CHECK (ends_at > starts_at);
ALTER TABLE "enrollment" ADD CONSTRAINT "enrollment_places" CHECK (places >= 1);
ALTER TABLE "enrollment" ADD CONSTRAINT "enrollment_state" CHECK (state IN ('applied', 'awaiting_approval', 'awaiting_payment',
  'confirmed', 'completed', 'waitlisted', 'offered', 'expired', 'declined', 'cancelled', 'moved'));
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_state" CHECK (state IN ('unmarked', 'attended', 'late', 'left_early', 'absent'));
ALTER TABLE "membership" ADD CONSTRAINT "membership_role" CHECK (role IN ('owner', 'staff', 'instructor'));
ALTER TABLE "decision" ADD CONSTRAINT "decision_state" CHECK (state IN ('open', 'answered', 'defaulted', 'withdrawn'));
ALTER TABLE "suppression" ADD CONSTRAINT "suppression_scope" CHECK (scope IN ('advertising', 'all'));
ALTER TABLE "message" ADD CONSTRAINT "message_class" CHECK (class IN ('transactional', 'advertising'));
ALTER TABLE "message" ADD CONSTRAINT "message_state" CHECK (state IN ('planned', 'held', 'claimed', 'submitting', 'accepted', 'sent',
  'delivered', 'undelivered', 'failed', 'blocked', 'unclear', 'cancelled', 'expired'));
ALTER TABLE "business_clock" ADD CONSTRAINT "business_clock_one_row" CHECK (id = 1);
INSERT INTO "business_clock" (id) VALUES (1);

/*
 * Business time. In production the row is zero and the application role may not write it, so this is the database's time.
 */
CREATE FUNCTION business_now() RETURNS timestamptz
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
  SELECT coalesce(frozen_at, clock_timestamp() + make_interval(secs => offset_seconds)) FROM public.business_clock WHERE id = 1
$$;

CREATE INDEX "message_due" ON "message" (tenant_id, (coalesce(held_until, due_at))) WHERE state IN ('planned', 'held');
CREATE INDEX "message_listing" ON "message" (tenant_id, next_listing_at) WHERE state = 'unclear' AND next_listing_at IS NOT NULL;
CREATE INDEX "message_lease" ON "message" (tenant_id, lease_until) WHERE state IN ('claimed', 'submitting');
CREATE INDEX "message_open_equal" ON "message" (tenant_id, to_address) WHERE state IN ('submitting', 'unclear');
CREATE INDEX "provider_callback_waiting" ON "provider_callback" (tenant_id, received_at) WHERE applied_at IS NULL;
CREATE INDEX "enrollment_offer_due" ON "enrollment" (tenant_id, offer_expires_at) WHERE state = 'offered';
CREATE UNIQUE INDEX "message_callback" ON "message" (callback_id, tenant_id) WHERE callback_id IS NOT NULL;

-- Lock 2: every table with a tenant_id. Later migrations call this for each table they add.
CREATE FUNCTION protect_tenant_table(target regclass) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
  EXECUTE format($policy$CREATE POLICY tenant_isolation ON %s FOR ALL
    USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
    WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)$policy$, target);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO dangol_app', target);
END $$;
REVOKE ALL ON FUNCTION protect_tenant_table(regclass) FROM PUBLIC;

DO $$
DECLARE target regclass;
BEGIN
  FOR target IN
    SELECT c.oid::regclass FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
  LOOP PERFORM protect_tenant_table(target); END LOOP;
END $$;

-- Append-only: what happened and what was consented is never rewritten by the application.
REVOKE UPDATE, DELETE ON "event", "consent", "definition_version" FROM dangol_app;

-- The tenant table carries routing data that every visitor's address needs; it is written only inside its own scope.
ALTER TABLE "tenant" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "tenant" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_read ON "tenant" FOR SELECT USING (true);
CREATE POLICY tenant_insert ON "tenant" FOR INSERT
  WITH CHECK (id = nullif(current_setting('app.tenant_id', true), '')::uuid);
CREATE POLICY tenant_update ON "tenant" FOR UPDATE
  USING (id = nullif(current_setting('app.tenant_id', true), '')::uuid)
  WITH CHECK (id = nullif(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON "tenant" TO dangol_app;

-- Global tables (the reviewed list).
GRANT SELECT, INSERT, UPDATE ON "account" TO dangol_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON "account_identity", "sign_in_token", "known_device", "rate_limit" TO dangol_app;
GRANT SELECT ON "business_clock" TO dangol_app;
GRANT USAGE ON SCHEMA public TO dangol_app, dangol_claims, dangol_search, dangol_backup;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO dangol_backup;

-- The reviewed functions that look across tenants. They belong to a role without login that may read listed columns only.
GRANT SELECT (id, slug, name, status, zone, locale, link_code, created_at) ON "tenant" TO dangol_claims;
GRANT SELECT (tenant_id, id, state, due_at, held_until, next_listing_at, lease_until, callback_id) ON "message" TO dangol_claims;
GRANT SELECT (tenant_id, id, kind, subject_id, state, deadline) ON "decision" TO dangol_claims;
GRANT SELECT (tenant_id, id, state, offer_expires_at, run_id) ON "enrollment" TO dangol_claims;
GRANT SELECT (tenant_id, id, run_id, ends_at, cancelled_at) ON "class_session" TO dangol_claims;
GRANT SELECT (tenant_id, enrollment_id, session_id, state) ON "attendance" TO dangol_claims;
GRANT SELECT (tenant_id, id, account_id, role, removed_at) ON "membership" TO dangol_claims;
GRANT SELECT (tenant_id, id) ON "customer", "course" TO dangol_claims;
GRANT SELECT (tenant_id, id, account_sid) ON "provider_account" TO dangol_claims;
GRANT SELECT (tenant_id, id, secret_hash) ON "invitation" TO dangol_claims;
GRANT SELECT (tenant_id, id, callback_id, applied_at, received_at) ON "provider_callback" TO dangol_claims;
GRANT SELECT ON "business_clock" TO dangol_claims;
DO $$
DECLARE target text;
BEGIN
  FOREACH target IN ARRAY ARRAY['message', 'decision', 'enrollment', 'class_session', 'attendance', 'membership', 'customer',
                                'course', 'provider_account', 'invitation', 'provider_callback']
  LOOP EXECUTE format('CREATE POLICY claims_read ON %I FOR SELECT TO dangol_claims USING (true)', target); END LOOP;
END $$;

/*
 * Due work as (tenant_id, id) pairs, oldest first and fairly: at most per_tenant rows of each tenant.
 * Kinds: message.send, message.listing, message.rescue (expired leases, real time), decision.deadline,
 * attendance.unmarked (class sessions that ended with unmarked attendance and were not asked about), offer.expired, callback.waiting.
 * Returns ids only; the worker opens each tenant's scope to read or change anything.
 */
CREATE FUNCTION claim_due(kind text, per_tenant integer, total integer)
RETURNS TABLE (tenant_id uuid, id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public ROWS 50 AS $$
DECLARE at timestamptz := public.business_now();
BEGIN
  IF kind = 'message.send' THEN
    RETURN QUERY SELECT t.id, due.id FROM public.tenant t CROSS JOIN LATERAL (
      SELECT m.id, coalesce(m.held_until, m.due_at) AS since, row_number() OVER (ORDER BY coalesce(m.held_until, m.due_at)) AS turn
      FROM public.message m WHERE m.tenant_id = t.id AND m.state IN ('planned', 'held') AND coalesce(m.held_until, m.due_at) <= at
      ORDER BY coalesce(m.held_until, m.due_at) LIMIT per_tenant) due
      ORDER BY due.turn, due.since LIMIT total;
  ELSIF kind = 'message.listing' THEN
    RETURN QUERY SELECT t.id, due.id FROM public.tenant t CROSS JOIN LATERAL (
      SELECT m.id, m.next_listing_at AS since FROM public.message m
      WHERE m.tenant_id = t.id AND m.state = 'unclear' AND m.next_listing_at <= at
      ORDER BY m.next_listing_at LIMIT per_tenant) due ORDER BY due.since LIMIT total;
  ELSIF kind = 'message.rescue' THEN
    RETURN QUERY SELECT t.id, due.id FROM public.tenant t CROSS JOIN LATERAL (
      SELECT m.id, m.lease_until AS since FROM public.message m
      WHERE m.tenant_id = t.id AND m.state IN ('claimed', 'submitting') AND m.lease_until <= clock_timestamp()
      ORDER BY m.lease_until LIMIT per_tenant) due ORDER BY due.since LIMIT total;
  ELSIF kind = 'decision.deadline' THEN
    RETURN QUERY SELECT t.id, due.id FROM public.tenant t CROSS JOIN LATERAL (
      SELECT d.id, d.deadline AS since FROM public.decision d
      WHERE d.tenant_id = t.id AND d.state = 'open' AND d.deadline <= at
      ORDER BY d.deadline LIMIT per_tenant) due ORDER BY due.since LIMIT total;
  ELSIF kind = 'offer.expired' THEN
    RETURN QUERY SELECT t.id, due.id FROM public.tenant t CROSS JOIN LATERAL (
      SELECT e.id, e.offer_expires_at AS since FROM public.enrollment e
      WHERE e.tenant_id = t.id AND e.state = 'offered' AND e.offer_expires_at <= at
      ORDER BY e.offer_expires_at LIMIT per_tenant) due ORDER BY due.since LIMIT total;
  ELSIF kind = 'attendance.unmarked' THEN
    RETURN QUERY SELECT t.id, due.id FROM public.tenant t CROSS JOIN LATERAL (
      SELECT s.id, s.ends_at AS since FROM public.class_session s
      WHERE s.tenant_id = t.id AND s.cancelled_at IS NULL AND s.ends_at <= at AND s.ends_at > at - interval '60 days'
        AND NOT EXISTS (SELECT 1 FROM public.decision d
                        WHERE d.tenant_id = s.tenant_id AND d.kind = 'attendance.unmarked' AND d.subject_id = s.id)
        AND EXISTS (SELECT 1 FROM public.enrollment e
                    LEFT JOIN public.attendance a ON a.tenant_id = e.tenant_id AND a.enrollment_id = e.id AND a.session_id = s.id
                    WHERE e.tenant_id = s.tenant_id AND e.run_id = s.run_id AND e.state IN ('confirmed', 'completed')
                      AND coalesce(a.state, 'unmarked') = 'unmarked')
      ORDER BY s.ends_at LIMIT per_tenant) due ORDER BY due.since LIMIT total;
  ELSIF kind = 'callback.waiting' THEN
    RETURN QUERY SELECT t.id, due.id FROM public.tenant t CROSS JOIN LATERAL (
      SELECT c.id, c.received_at AS since FROM public.provider_callback c
      WHERE c.tenant_id = t.id AND c.applied_at IS NULL
      ORDER BY c.received_at LIMIT per_tenant) due ORDER BY due.since LIMIT total;
  ELSE
    RAISE EXCEPTION 'claim_due: unknown kind %', kind;
  END IF;
END $$;

/* The tenants an account works for. */
CREATE FUNCTION tenants_of_account(account uuid)
RETURNS TABLE (tenant_id uuid, slug text, name text, membership_id uuid, role text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT t.id, t.slug, t.name, m.id, m.role FROM public.membership m JOIN public.tenant t ON t.id = m.tenant_id
  WHERE m.account_id = account AND m.removed_at IS NULL ORDER BY t.name
$$;

/* Which tenant's message an opaque callback id stands for. */
CREATE FUNCTION tenant_of_callback(callback uuid) RETURNS TABLE (tenant_id uuid, message_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT m.tenant_id, m.id FROM public.message m WHERE m.callback_id = callback
$$;

/*
 * Which tenants' provider accounts an inbound address stands for: by our opaque id, or by the provider's account sid where
 * the address has none. Whoever asks must then verify the signature with that account's own token.
 */
CREATE FUNCTION tenants_of_provider_account(account uuid, sid text) RETURNS TABLE (tenant_id uuid, account_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT p.tenant_id, p.id FROM public.provider_account p
  WHERE (account IS NOT NULL AND p.id = account) OR (account IS NULL AND p.account_sid = sid)
$$;

/* Which tenant an invitation's secret belongs to. */
CREATE FUNCTION tenant_of_invitation(hash text) RETURNS TABLE (tenant_id uuid, invitation_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT i.tenant_id, i.id FROM public.invitation i WHERE i.secret_hash = hash
$$;

/* The operator's list: counts only, no content. */
CREATE FUNCTION operator_tenants()
RETURNS TABLE (tenant_id uuid, slug text, name text, status text, created_at timestamptz,
               members bigint, customers bigint, courses bigint, enrollments bigint, messages bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT t.id, t.slug, t.name, t.status, t.created_at,
    (SELECT count(*) FROM public.membership m WHERE m.tenant_id = t.id AND m.removed_at IS NULL),
    (SELECT count(*) FROM public.customer c WHERE c.tenant_id = t.id),
    (SELECT count(*) FROM public.course c WHERE c.tenant_id = t.id),
    (SELECT count(*) FROM public.enrollment e WHERE e.tenant_id = t.id),
    (SELECT count(*) FROM public.message m WHERE m.tenant_id = t.id)
  FROM public.tenant t ORDER BY t.name
$$;

DO $$
DECLARE signature text;
BEGIN
  FOREACH signature IN ARRAY ARRAY['claim_due(text, integer, integer)', 'tenants_of_account(uuid)', 'tenant_of_callback(uuid)',
                                   'tenants_of_provider_account(uuid, text)', 'tenant_of_invitation(text)', 'operator_tenants()']
  LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', signature);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO dangol_app', signature);
    EXECUTE 'GRANT CREATE ON SCHEMA public TO dangol_claims';
    EXECUTE format('ALTER FUNCTION %s OWNER TO dangol_claims', signature);
    EXECUTE 'REVOKE CREATE ON SCHEMA public FROM dangol_claims';
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION business_now() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION business_now() TO dangol_app, dangol_claims;
