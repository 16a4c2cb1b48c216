-- Pages of the customer list and of tasks are read by these orders, each ending in the id so that no two rows are equal.
-- Names in the order of their letters whatever the database's own collation is: for Hangul that is 가나다.
SET lock_timeout = '3s';

CREATE INDEX "customer_recent" ON "customer" (tenant_id, created_at DESC, id DESC) WHERE erased_at IS NULL;
CREATE INDEX "customer_by_name" ON "customer" (tenant_id, name COLLATE "C", id) WHERE erased_at IS NULL;
CREATE INDEX "task_due" ON "task" (tenant_id, coalesce(due_on, '9999-12-31'::date), id) WHERE done_at IS NULL;
CREATE INDEX "task_done" ON "task" (tenant_id, done_at DESC, id DESC) WHERE done_at IS NOT NULL;
