-- Contact points are edited with a version; an own field keeps its earlier labels, because texts name it by them. Only adds.
SET lock_timeout = '3s';

ALTER TABLE "contact_point" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "customer_field" ADD COLUMN "former_labels" TEXT[] NOT NULL DEFAULT '{}';

CREATE UNIQUE INDEX "customer_field_tenant_id_label_key" ON "customer_field"("tenant_id", "label");
