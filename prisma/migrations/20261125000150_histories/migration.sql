-- A page of a customer's timeline reads the newest of each source by these orders, each ending in the id as its cursor does:
-- what a history of thousands costs is what one of fifty costs. Events and texts that came in have theirs.
SET lock_timeout = '3s';

CREATE INDEX "message_history" ON "message" (tenant_id, customer_id, (coalesce(submitted_at, ended_at, due_at)) DESC, id DESC)
  WHERE state NOT IN ('planned', 'held', 'claimed');
CREATE INDEX "consent_history" ON "consent" (tenant_id, customer_id, occurred_at DESC, id DESC);
CREATE INDEX "customer_note_history" ON "customer_note" (tenant_id, customer_id, created_at DESC, id DESC);

-- Segments ask for the newest word of every customer on one purpose and channel: read from this index alone, in its order.
CREATE INDEX "consent_standing" ON "consent"
  (tenant_id, purpose, channel, customer_id, occurred_at DESC, recorded_at DESC, id DESC) INCLUDE (given);

-- Counting over a whole business from indexes alone: its rows lie scattered among those of every other business.
CREATE INDEX "enrollment_whose" ON "enrollment" (tenant_id, id) INCLUDE (customer_id, run_id, state);
CREATE INDEX "attendance_states" ON "attendance" (tenant_id, enrollment_id) INCLUDE (state, session_id);
CREATE INDEX "contact_point_reached" ON "contact_point" (tenant_id, channel, customer_id)
  WHERE can_receive_texts AND bad_since IS NULL;
