-- What a business knows about its customers: title, address, birthday, who is responsible, shops of their own, files, own
-- fields, tags, groups by hand, tasks, and views of the list. Only adds: the app before it runs on beside it.
SET lock_timeout = '3s';

-- AlterTable
ALTER TABLE "customer" ADD COLUMN     "assignee_id" UUID,
ADD COLUMN     "birthday" DATE,
ADD COLUMN     "detail" TEXT,
ADD COLUMN     "lot" TEXT,
ADD COLUMN     "postcode" TEXT,
ADD COLUMN     "road" TEXT,
ADD COLUMN     "title" TEXT;

-- AlterTable
ALTER TABLE "contact_point" ADD COLUMN     "label" TEXT;

-- AlterTable
ALTER TABLE "customer_note" ADD COLUMN     "private" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "customer_file" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "added_by" TEXT,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "customer_file_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "shop" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "business_number" TEXT,
    "trade" TEXT,
    "address" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "shop_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "customer_shop" (
    "tenant_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "primary" BOOLEAN NOT NULL DEFAULT false,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "customer_shop_pkey" PRIMARY KEY ("tenant_id","customer_id","shop_id")
);

-- CreateTable
CREATE TABLE "customer_field" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "label" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "options" JSONB NOT NULL DEFAULT '[]',
    "position" INTEGER NOT NULL,
    "retired_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "customer_field_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "customer_field_value" (
    "tenant_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "field_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL DEFAULT 0,
    "text" TEXT,
    "number" DOUBLE PRECISION,
    "day" DATE,

    CONSTRAINT "customer_field_value_pkey" PRIMARY KEY ("tenant_id","customer_id","field_id","ordinal")
);

-- CreateTable
CREATE TABLE "tag" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tag_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "customer_tag" (
    "tenant_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "tag_id" UUID NOT NULL,
    "tagged_at" TIMESTAMPTZ(3) NOT NULL,
    "tagged_by" TEXT,

    CONSTRAINT "customer_tag_pkey" PRIMARY KEY ("tenant_id","customer_id","tag_id")
);

-- CreateTable
CREATE TABLE "customer_group" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "customer_group_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "customer_group_member" (
    "tenant_id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "added_by" TEXT,

    CONSTRAINT "customer_group_member_pkey" PRIMARY KEY ("tenant_id","group_id","customer_id")
);

-- CreateTable
CREATE TABLE "task" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "due_on" DATE,
    "assignee_id" UUID,
    "customer_id" UUID,
    "done_at" TIMESTAMPTZ(3),
    "done_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "task_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "saved_view" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "membership_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "shared" BOOLEAN NOT NULL DEFAULT false,
    "query" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateIndex
CREATE INDEX "customer_file_tenant_id_customer_id_idx" ON "customer_file"("tenant_id", "customer_id");

-- CreateIndex
CREATE UNIQUE INDEX "shop_tenant_id_business_number_key" ON "shop"("tenant_id", "business_number");

-- CreateIndex
CREATE INDEX "customer_shop_tenant_id_shop_id_idx" ON "customer_shop"("tenant_id", "shop_id");

-- CreateIndex
CREATE INDEX "customer_field_value_tenant_id_field_id_number_idx" ON "customer_field_value"("tenant_id", "field_id", "number");

-- CreateIndex
CREATE INDEX "customer_field_value_tenant_id_field_id_day_idx" ON "customer_field_value"("tenant_id", "field_id", "day");

-- CreateIndex
CREATE UNIQUE INDEX "tag_tenant_id_name_key" ON "tag"("tenant_id", "name");

-- CreateIndex
CREATE INDEX "customer_tag_tenant_id_tag_id_customer_id_idx" ON "customer_tag"("tenant_id", "tag_id", "customer_id");

-- CreateIndex
CREATE UNIQUE INDEX "customer_group_tenant_id_name_key" ON "customer_group"("tenant_id", "name");

-- CreateIndex
CREATE INDEX "customer_group_member_tenant_id_customer_id_idx" ON "customer_group_member"("tenant_id", "customer_id");

-- CreateIndex
CREATE INDEX "task_tenant_id_customer_id_idx" ON "task"("tenant_id", "customer_id");

-- CreateIndex
CREATE INDEX "saved_view_tenant_id_membership_id_idx" ON "saved_view"("tenant_id", "membership_id");

-- CreateIndex
CREATE INDEX "customer_tenant_id_assignee_id_idx" ON "customer"("tenant_id", "assignee_id");

-- AddForeignKey
ALTER TABLE "customer" ADD CONSTRAINT "customer_tenant_id_assignee_id_fkey" FOREIGN KEY ("tenant_id", "assignee_id") REFERENCES "membership"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "customer_file" ADD CONSTRAINT "customer_file_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer_file" ADD CONSTRAINT "customer_file_tenant_id_customer_id_fkey" FOREIGN KEY ("tenant_id", "customer_id") REFERENCES "customer"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "customer_file" ADD CONSTRAINT "customer_file_tenant_id_file_id_fkey" FOREIGN KEY ("tenant_id", "file_id") REFERENCES "stored_file"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "shop" ADD CONSTRAINT "shop_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer_shop" ADD CONSTRAINT "customer_shop_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer_shop" ADD CONSTRAINT "customer_shop_tenant_id_customer_id_fkey" FOREIGN KEY ("tenant_id", "customer_id") REFERENCES "customer"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "customer_shop" ADD CONSTRAINT "customer_shop_tenant_id_shop_id_fkey" FOREIGN KEY ("tenant_id", "shop_id") REFERENCES "shop"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "customer_field" ADD CONSTRAINT "customer_field_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer_field_value" ADD CONSTRAINT "customer_field_value_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer_field_value" ADD CONSTRAINT "customer_field_value_tenant_id_customer_id_fkey" FOREIGN KEY ("tenant_id", "customer_id") REFERENCES "customer"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "customer_field_value" ADD CONSTRAINT "customer_field_value_tenant_id_field_id_fkey" FOREIGN KEY ("tenant_id", "field_id") REFERENCES "customer_field"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "tag" ADD CONSTRAINT "tag_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer_tag" ADD CONSTRAINT "customer_tag_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer_tag" ADD CONSTRAINT "customer_tag_tenant_id_customer_id_fkey" FOREIGN KEY ("tenant_id", "customer_id") REFERENCES "customer"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "customer_tag" ADD CONSTRAINT "customer_tag_tenant_id_tag_id_fkey" FOREIGN KEY ("tenant_id", "tag_id") REFERENCES "tag"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "customer_group" ADD CONSTRAINT "customer_group_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer_group_member" ADD CONSTRAINT "customer_group_member_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer_group_member" ADD CONSTRAINT "customer_group_member_tenant_id_customer_id_fkey" FOREIGN KEY ("tenant_id", "customer_id") REFERENCES "customer"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "customer_group_member" ADD CONSTRAINT "customer_group_member_tenant_id_group_id_fkey" FOREIGN KEY ("tenant_id", "group_id") REFERENCES "customer_group"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "task" ADD CONSTRAINT "task_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task" ADD CONSTRAINT "task_tenant_id_customer_id_fkey" FOREIGN KEY ("tenant_id", "customer_id") REFERENCES "customer"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "task" ADD CONSTRAINT "task_tenant_id_assignee_id_fkey" FOREIGN KEY ("tenant_id", "assignee_id") REFERENCES "membership"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_tenant_id_membership_id_fkey" FOREIGN KEY ("tenant_id", "membership_id") REFERENCES "membership"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;



-- ---------------------------------------------------------------------------------------------------------------------
-- What Prisma cannot say.

CREATE UNIQUE INDEX "customer_shop_primary" ON "customer_shop" (tenant_id, customer_id) WHERE "primary";
CREATE UNIQUE INDEX "contact_point_primary" ON "contact_point" (tenant_id, customer_id, channel) WHERE "primary";
CREATE INDEX "customer_field_value_text" ON "customer_field_value" (tenant_id, field_id, text);
CREATE INDEX "task_open" ON "task" (tenant_id, due_on) WHERE done_at IS NULL;

ALTER TABLE "customer" ADD CONSTRAINT "customer_postcode_check" CHECK (postcode ~ '^[0-9]{5}$');
ALTER TABLE "shop" ADD CONSTRAINT "shop_business_number_check" CHECK (business_number ~ '^[0-9]{10}$' AND business_number <> '0000000000');
ALTER TABLE "customer_field" ADD CONSTRAINT "customer_field_kind_check"
  CHECK (kind IN ('text', 'number', 'date', 'choice', 'choices', 'yes_no'));
ALTER TABLE "customer_field_value" ADD CONSTRAINT "customer_field_value_one_check"
  CHECK (num_nonnulls(text, number, day) = 1 AND length(text) <= 500);

-- Every shop that was only a word beside a name becomes a shop. The owner of a table is held back by forced row-level
-- security too, hence lifted for this statement; the new tables get theirs below.
ALTER TABLE "customer" NO FORCE ROW LEVEL SECURITY;
DO $$
DECLARE named bigint; made bigint;
BEGIN
  CREATE TEMPORARY TABLE shop_of ON COMMIT DROP AS
    SELECT tenant_id, id AS customer_id, gen_random_uuid() AS shop_id, shop, trade, created_at FROM "customer" WHERE shop IS NOT NULL;
  INSERT INTO "shop" (tenant_id, id, name, trade, created_at) SELECT tenant_id, shop_id, shop, trade, created_at FROM shop_of;
  INSERT INTO "customer_shop" (tenant_id, customer_id, shop_id, "primary", since)
    SELECT tenant_id, customer_id, shop_id, true, created_at FROM shop_of;
  GET DIAGNOSTICS made = ROW_COUNT;
  SELECT count(*) INTO named FROM "customer" WHERE shop IS NOT NULL;
  IF made <> named THEN RAISE EXCEPTION 'shops: % named, % made', named, made; END IF;
END $$;
ALTER TABLE "customer" FORCE ROW LEVEL SECURITY;

DO $$
DECLARE target text;
BEGIN
  FOREACH target IN ARRAY ARRAY['customer_file', 'shop', 'customer_shop', 'customer_field', 'customer_field_value', 'tag',
    'customer_tag', 'customer_group', 'customer_group_member', 'task', 'saved_view']
  LOOP
    PERFORM protect_tenant_table(format('%I', target)::regclass);
    EXECUTE format('GRANT SELECT ON %I TO dangol_backup', target);
  END LOOP;
END $$;
