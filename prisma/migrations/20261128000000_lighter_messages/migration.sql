-- A message changes its state three times on its way out, and each time every index of its row is written anew. These said what
-- others say too: "message_callback" is unique over the same two columns, "message_outbox" begins with tenant and state.
DROP INDEX "message_tenant_id_callback_id_key";
DROP INDEX "message_tenant_id_state_due_at_idx";

-- What the provider has not named yet has no place among its names.
DROP INDEX "message_tenant_id_provider_sid_idx";
CREATE INDEX "message_provider_sid" ON "message" (tenant_id, provider_sid) WHERE provider_sid IS NOT NULL;
