-- One person who was kept twice: what a merge moved, from whom, and which pairs are not the same person. Only adds; the app before
-- this one sees nobody who was merged into somebody, as the policy below hides them.
SET lock_timeout = '3s';

ALTER TABLE "customer" ADD COLUMN "merged_into" UUID;
ALTER TABLE "enrollment" ADD COLUMN "applied_point_id" UUID;

CREATE TABLE "customer_merge" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "survivor_id" UUID NOT NULL,
    "gone_id" UUID NOT NULL,
    "gone_name" TEXT NOT NULL,
    "choices" JSONB NOT NULL,
    "merged_at" TIMESTAMPTZ(3) NOT NULL,
    "merged_by" TEXT,
    "merged_by_name" TEXT,
    "parted_at" TIMESTAMPTZ(3),
    "parted_by_name" TEXT,
    "parted" JSONB,

    CONSTRAINT "customer_merge_pkey" PRIMARY KEY ("tenant_id","id")
);

CREATE TABLE "customer_merge_row" (
    "tenant_id" UUID NOT NULL,
    "merge_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "row_key" JSONB NOT NULL,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "customer_merge_row_pkey" PRIMARY KEY ("tenant_id","merge_id","ordinal")
);

CREATE TABLE "customer_told_apart" (
    "tenant_id" UUID NOT NULL,
    "one_id" UUID NOT NULL,
    "other_id" UUID NOT NULL,
    "said_at" TIMESTAMPTZ(3) NOT NULL,
    "said_by_name" TEXT,

    CONSTRAINT "customer_told_apart_pkey" PRIMARY KEY ("tenant_id","one_id","other_id")
);

CREATE INDEX "customer_tenant_id_merged_into_idx" ON "customer"("tenant_id", "merged_into");
CREATE INDEX "customer_merge_tenant_id_survivor_id_idx" ON "customer_merge"("tenant_id", "survivor_id");
CREATE INDEX "customer_merge_tenant_id_gone_id_idx" ON "customer_merge"("tenant_id", "gone_id");
CREATE INDEX "customer_told_apart_tenant_id_other_id_idx" ON "customer_told_apart"("tenant_id", "other_id");

ALTER TABLE "customer" ADD CONSTRAINT "customer_tenant_id_merged_into_fkey" FOREIGN KEY ("tenant_id", "merged_into") REFERENCES "customer"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "customer_merge" ADD CONSTRAINT "customer_merge_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "customer_merge" ADD CONSTRAINT "customer_merge_tenant_id_survivor_id_fkey" FOREIGN KEY ("tenant_id", "survivor_id") REFERENCES "customer"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "customer_merge" ADD CONSTRAINT "customer_merge_tenant_id_gone_id_fkey" FOREIGN KEY ("tenant_id", "gone_id") REFERENCES "customer"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "customer_merge_row" ADD CONSTRAINT "customer_merge_row_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "customer_merge_row" ADD CONSTRAINT "customer_merge_row_tenant_id_merge_id_fkey" FOREIGN KEY ("tenant_id", "merge_id") REFERENCES "customer_merge"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "customer_told_apart" ADD CONSTRAINT "customer_told_apart_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "customer_told_apart" ADD CONSTRAINT "customer_told_apart_tenant_id_one_id_fkey" FOREIGN KEY ("tenant_id", "one_id") REFERENCES "customer"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "customer_told_apart" ADD CONSTRAINT "customer_told_apart_tenant_id_other_id_fkey" FOREIGN KEY ("tenant_id", "other_id") REFERENCES "customer"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- ---------------------------------------------------------------------------------------------------------------------
-- What Prisma cannot say.

ALTER TABLE "customer" ADD CONSTRAINT "customer_merged_into_check" CHECK (merged_into <> id);
ALTER TABLE "customer_merge" ADD CONSTRAINT "customer_merge_two_check" CHECK (survivor_id <> gone_id);
ALTER TABLE "customer_told_apart" ADD CONSTRAINT "customer_told_apart_order_check" CHECK (one_id < other_id);
-- Who is merged away is so by one merge.
CREATE UNIQUE INDEX "customer_merge_standing" ON "customer_merge" (tenant_id, gone_id) WHERE parted_at IS NULL;

DO $$
DECLARE target text;
BEGIN
  FOREACH target IN ARRAY ARRAY['customer_merge', 'customer_merge_row', 'customer_told_apart']
  LOOP
    PERFORM protect_tenant_table(format('%I', target)::regclass);
    EXECUTE format('GRANT SELECT ON %I TO dangol_backup', target);
  END LOOP;
END $$;

-- Somebody who was merged away is no customer of their own: whatever reads customers does not meet them, whichever room it is
-- in. Merging, parting and the way from an old address to the survivor say that they want to (lib/customers/merged-away.ts).
ALTER POLICY tenant_isolation ON "customer"
  USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    AND (merged_into IS NULL OR current_setting('app.merged_away', true) = 'seen'))
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);

-- Search says it itself: a policy would be judged before its index. The function stays word for word, but for this.
GRANT SELECT (merged_into) ON "customer" TO dangol_search;
DO $$
DECLARE
  words text := pg_get_functiondef('search_customers(text, integer, integer, text, uuid, text, double precision, date)'::regprocedure);
  shown CONSTANT text := 'c.erased_at IS NULL';
BEGIN
  IF (length(words) - length(replace(words, shown, ''))) / length(shown) <> 11 THEN
    RAISE EXCEPTION 'search_customers reads customers in other places than eleven';
  END IF;
  GRANT CREATE ON SCHEMA public TO dangol_search;
  EXECUTE replace(words, shown, shown || ' AND c.merged_into IS NULL');
  REVOKE CREATE ON SCHEMA public FROM dangol_search;
END $$;

-- The list's orders, counted from the index alone as before.
DROP INDEX "customer_recent";
DROP INDEX "customer_by_name";
CREATE INDEX "customer_recent" ON "customer" (tenant_id, created_at DESC, id DESC) INCLUDE (merged_into) WHERE erased_at IS NULL;
CREATE INDEX "customer_by_name" ON "customer" (tenant_id, name COLLATE "C", id) INCLUDE (merged_into) WHERE erased_at IS NULL;

/*
 * A row that is written for somebody while they are being merged away waits for the merge (the foreign key's lock does that) and
 * would then belong to nobody who is shown. It is refused as a transaction that must run again: then it meets the survivor.
 * Once a statement, so that many rows cost one look at the few who are merged away.
 */
CREATE FUNCTION refuse_for_merged_away() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
-- Not as a clause of the function: Postgres 15 lets only a superuser write a setting of ours there.
DECLARE seen text := current_setting('app.merged_away', true);
BEGIN
  PERFORM set_config('app.merged_away', 'seen', true);
  IF EXISTS (SELECT FROM written w JOIN public.customer c ON c.tenant_id = w.tenant_id AND c.id = w.customer_id
      WHERE c.merged_into IS NOT NULL) THEN
    RAISE EXCEPTION 'could not serialize: a row for a customer who was merged away' USING ERRCODE = '40001';
  END IF;
  PERFORM set_config('app.merged_away', coalesce(seen, ''), true);
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION refuse_for_merged_away() FROM PUBLIC;

DO $$
DECLARE target text;
BEGIN
  FOREACH target IN ARRAY ARRAY['contact_point', 'consent', 'customer_note', 'customer_file', 'customer_shop', 'customer_field_value',
    'customer_tag', 'customer_group_member', 'task', 'enrollment', 'answer', 'survey_response', 'message', 'inbound_message']
  LOOP
    EXECUTE format('CREATE TRIGGER not_for_merged_away AFTER INSERT ON %I REFERENCING NEW TABLE AS written
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_for_merged_away()', target);
  END LOOP;
END $$;

-- A ledger also says that something was never said: where a merge brought words that parting took back.
DROP INDEX "consent_standing";
CREATE INDEX "consent_standing" ON "consent"
  (tenant_id, purpose, channel, customer_id, occurred_at DESC, recorded_at DESC, id DESC) INCLUDE (given, basis);

-- Doubles. Two of a number are found by its last eight digits, so that a spelling with another country counts too.
CREATE INDEX "contact_point_digits" ON "contact_point" (tenant_id, right(address, 8), customer_id) INCLUDE (address) WHERE channel = 'phone';
CREATE INDEX "contact_point_email" ON "contact_point" (tenant_id, address, customer_id) WHERE channel = 'email';
CREATE INDEX "customer_of_shop" ON "customer" (tenant_id, search_text(shop), id) INCLUDE (shop) WHERE shop IS NOT NULL AND erased_at IS NULL AND merged_into IS NULL;

/*
 * How two names, as they are searched, stand to each other: same, near (one typo, one inside the other, or one written in initial
 * consonants) or other. What one typo leaves has its first or its last letter in common, which is asked first, being cheap.
 */
CREATE FUNCTION name_relation(x text, y text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN x = y THEN 'same'
  WHEN length(x) < 2 OR length(y) < 2 THEN 'other'
  WHEN strpos(x, y) > 0 OR strpos(y, x) > 0 THEN 'near'
  WHEN ascii(x) BETWEEN 4352 AND 4370 AND x = initial_consonants(y) THEN 'near'
  WHEN ascii(y) BETWEEN 4352 AND 4370 AND y = initial_consonants(x) THEN 'near'
  WHEN greatest(length(x), length(y)) > 2 AND (left(x, 1) = left(y, 1) OR right(x, 1) = right(y, 1)) AND within_one_edit(x, y) THEN 'near'
  ELSE 'other'
END;

/*
 * Pairs of customers of the current tenant who may be one person, the likeliest first, each once (one < other), with the reasons
 * and the rank: 0 sure, 1 likely, 2 maybe. The rule is in docs/decisions/0009-merging.md. Of `whose` alone when given, and then
 * also by the name alone, which among all would be nearly everybody. Never all pairs: only those who share a number, an address
 * or a shop are compared, and what more than eight (a shop: thirty) share says nothing. Pairs told apart are left out. What
 * `whose` has is read first: beside a list of values the planner goes to the index, beside a question it would read everything.
 */
CREATE FUNCTION customer_doubles(page_size integer, whose uuid DEFAULT NULL,
  after_rank integer DEFAULT NULL, after_one uuid DEFAULT NULL, after_other uuid DEFAULT NULL)
RETURNS TABLE (one uuid, other uuid, rank integer, reasons text[], total bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public SET plan_cache_mode = force_custom_plan
SET max_parallel_workers_per_gather = 0 ROWS 50 AS $$
DECLARE
  tenant uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
  seed bigint := uuid_hash_extended(tenant, 0);
  sharing CONSTANT integer := 8;
  neighbours CONSTANT integer := 30;
  own_digits text[];
  own_addresses text[];
  own_shop text;
  own_name bigint[];
BEGIN
  IF tenant IS NULL THEN RETURN; END IF;
  IF whose IS NOT NULL THEN
    SELECT coalesce(array_agg(right(p.address, 8)) FILTER (WHERE p.channel = 'phone'), '{}'),
        coalesce(array_agg(p.address) FILTER (WHERE p.channel = 'email'), '{}')
      INTO own_digits, own_addresses FROM public.contact_point p WHERE p.tenant_id = tenant AND p.customer_id = whose;
    SELECT public.search_text(c.shop), public.typo_tokens(seed, public.search_text(c.name))
      INTO own_shop, own_name FROM public.customer c WHERE c.tenant_id = tenant AND c.id = whose;
  END IF;
  RETURN QUERY
  WITH shared AS MATERIALIZED (
    SELECT 'phone' AS reason, right(p.address, 8) AS by, array_agg(DISTINCT p.customer_id) AS people FROM public.contact_point p
    WHERE p.tenant_id = tenant AND p.channel = 'phone' AND (whose IS NULL OR right(p.address, 8) = ANY (own_digits))
    GROUP BY right(p.address, 8) HAVING count(*) BETWEEN 2 AND sharing
    UNION ALL
    SELECT 'email', p.address, array_agg(DISTINCT p.customer_id) FROM public.contact_point p
    WHERE p.tenant_id = tenant AND p.channel = 'email' AND (whose IS NULL OR p.address = ANY (own_addresses))
    GROUP BY p.address HAVING count(*) BETWEEN 2 AND sharing
    UNION ALL
    SELECT 'shop', public.search_text(c.shop), array_agg(c.id) FROM public.customer c
    WHERE c.tenant_id = tenant AND c.shop IS NOT NULL AND c.erased_at IS NULL AND c.merged_into IS NULL
      AND (whose IS NULL OR public.search_text(c.shop) = own_shop)
    GROUP BY public.search_text(c.shop) HAVING count(*) BETWEEN 2 AND neighbours
    UNION ALL
    SELECT 'name', n.id::text, ARRAY[n.id, whose] FROM (
      SELECT c.id FROM public.customer c WHERE whose IS NOT NULL AND (c.tenant_id = tenant) IS TRUE AND c.erased_at IS NULL
        AND c.merged_into IS NULL AND public.search_tokens(c.tenant_id, c.name, c.shop) && own_name LIMIT 200
    ) n WHERE n.id <> whose
  ), named AS MATERIALIZED (
    SELECT s.reason, s.by, c.id, public.search_text(c.name) AS name FROM shared s CROSS JOIN LATERAL unnest(s.people) AS p (id)
    JOIN public.customer c ON c.tenant_id = tenant AND c.id = p.id AND c.erased_at IS NULL AND c.merged_into IS NULL
  ), compared AS (
    SELECT a.id AS one, b.id AS other, a.reason, public.name_relation(a.name, b.name) AS names
    FROM named a JOIN named b ON b.reason = a.reason AND b.by = a.by AND a.id < b.id
    WHERE whose IS NULL OR whose IN (a.id, b.id)
  ), pairs AS (
    SELECT c.one, c.other, c.names, array_agg(DISTINCT c.reason ORDER BY c.reason) AS shares FROM compared c
    WHERE c.names <> 'other' OR c.reason IN ('phone', 'email') GROUP BY c.one, c.other, c.names
  ), ranked AS (
    SELECT p.one, p.other, CASE
        WHEN p.shares && ARRAY['phone', 'email'] AND p.names = 'same' THEN 0
        WHEN p.shares && ARRAY['phone', 'email'] AND p.names = 'near' THEN 1
        WHEN p.shares @> ARRAY['phone', 'email'] THEN 1
        WHEN 'shop' = ANY (p.shares) AND p.names = 'same' THEN 1
        ELSE 2
      END AS place, array_remove(p.shares, 'name') || ('name_' || p.names) AS why
    FROM pairs p
    WHERE NOT EXISTS (SELECT FROM public.customer_told_apart t WHERE t.tenant_id = tenant AND t.one_id = p.one AND t.other_id = p.other)
  ), counted AS (
    SELECT k.*, count(*) OVER () AS found FROM ranked k
  )
  SELECT k.one, k.other, k.place, k.why, k.found FROM counted k
  WHERE after_one IS NULL OR (k.place, k.one, k.other) > (after_rank, after_one, after_other)
  ORDER BY k.place, k.one, k.other LIMIT least(page_size, 200);
END $$;

GRANT SELECT (tenant_id, one_id, other_id) ON "customer_told_apart" TO dangol_search;
CREATE POLICY search_read ON "customer_told_apart" FOR SELECT TO dangol_search USING (true);
REVOKE ALL ON FUNCTION name_relation(text, text), customer_doubles(integer, uuid, integer, uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION name_relation(text, text) TO dangol_search;
GRANT EXECUTE ON FUNCTION customer_doubles(integer, uuid, integer, uuid, uuid) TO dangol_app;
GRANT CREATE ON SCHEMA public TO dangol_search;
ALTER FUNCTION customer_doubles(integer, uuid, integer, uuid, uuid) OWNER TO dangol_search;
REVOKE CREATE ON SCHEMA public FROM dangol_search;
