-- A value of an own field stands in one of three columns. Whole indexes over each began with the same two columns, and the one
-- plan of a search, which knows no values, took the one over texts to look for a number. These hold the rows of their column
-- alone: none can stand in for another.
SET lock_timeout = '3s';

DROP INDEX "customer_field_value_tenant_id_field_id_number_idx";
DROP INDEX "customer_field_value_tenant_id_field_id_day_idx";
DROP INDEX "customer_field_value_text";
CREATE INDEX "customer_field_value_text" ON "customer_field_value" (tenant_id, field_id, text) WHERE text IS NOT NULL;
CREATE INDEX "customer_field_value_number" ON "customer_field_value" (tenant_id, field_id, number) WHERE number IS NOT NULL;
CREATE INDEX "customer_field_value_day" ON "customer_field_value" (tenant_id, field_id, day) WHERE day IS NOT NULL;
