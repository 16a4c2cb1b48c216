-- Search for customers under forced row-level security: by name, part of it, initial consonants (ㅎㄱㄷ), shop, and the
-- end of a telephone number. An index of two- and three-letter pieces, hashed together with the tenant, so that one
-- tenant's pieces never share a posting list with another's and no extension is needed.

/* What is compared: compatibility forms and capitals levelled, everything but letters and digits gone. */
CREATE FUNCTION search_text(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN regexp_replace(lower(normalize(left(coalesce(words, ''), 200), NFKC)),
  '[^0-9a-z\u00aa\u00b5\u00ba\u00c0-\u1fff\u2c00-\u2fff\u3005-\u3007\u3021-\ufdff\ufe70-\ufefe]', '', 'g');

/* 홍길동 gives ᄒᄀᄃ (as NFKC writes ㅎㄱㄷ); Latin and digits stay. */
CREATE FUNCTION initial_consonants(searched text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  consonants text := '';
  letter text;
BEGIN
  FOREACH letter IN ARRAY pg_catalog.string_to_array(searched, NULL) LOOP
    consonants := consonants || CASE WHEN pg_catalog.ascii(letter) BETWEEN 44032 AND 55203
      THEN pg_catalog.chr(4352 + (pg_catalog.ascii(letter) - 44032) / 588) ELSE letter END;
  END LOOP;
  RETURN consonants;
END $$;

/*
 * The pieces a customer is found by: all of two and three letters, and the first letter, of name and shop and of their
 * initial consonants. In plpgsql, whose plans outlive a statement: every new customer passes here. COST keeps the planner
 * from making the pieces of many rows anew where the index has them.
 */
CREATE FUNCTION customer_tokens(tenant uuid, name text, shop text) RETURNS bigint[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 100000 AS $$
DECLARE
  tokens bigint[] := '{}';
  seed bigint := pg_catalog.uuid_hash_extended(tenant, 0);
  searched text;
  form text;
BEGIN
  FOREACH searched IN ARRAY ARRAY[public.search_text(name), public.search_text(shop)] LOOP
    CONTINUE WHEN searched = '';
    FOREACH form IN ARRAY ARRAY[searched, public.initial_consonants(searched)] LOOP
      tokens := tokens || pg_catalog.hashtextextended('^' || pg_catalog.left(form, 1), seed);
      FOR place IN 1 .. pg_catalog.length(form) - 1 LOOP
        tokens := tokens || pg_catalog.hashtextextended(pg_catalog.substr(form, place, 2), seed)
                         || pg_catalog.hashtextextended(pg_catalog.substr(form, place, 3), seed);
      END LOOP;
    END LOOP;
  END LOOP;
  RETURN tokens;
END $$;

CREATE INDEX "customer_search" ON "customer" USING gin (customer_tokens(tenant_id, name, shop)) WITH (fastupdate = off);

/*
 * Customers of the current tenant that fit, the best first: 0 the name itself, 1 its beginning, 2 the end of the number,
 * 3 inside the name, 4 initial consonants of the name, 5 shop, 6 its initial consonants. Each page tells how many fit in
 * all, up to a thousand: words that fit more say too little. The tenant comes from the transaction's setting alone, never from an argument; the caller reads the rows by these
 * ids under row-level security.
 */
CREATE FUNCTION search_customers(query text, page_size integer,
  after_rank integer DEFAULT NULL, after_name text DEFAULT NULL, after_id uuid DEFAULT NULL)
RETURNS TABLE (id uuid, rank integer, sort_name text, total bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public SET plan_cache_mode = force_custom_plan ROWS 50 AS $$
DECLARE
  tenant uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
  q text := public.search_text(query);
  consonants boolean := q ~ '[\u1100-\u1112]';
  wanted bigint[];
  most CONSTANT integer := 1000;
BEGIN
  IF tenant IS NULL OR q = '' THEN RETURN; END IF;
  IF length(q) = 1 THEN
    wanted := ARRAY[hashtextextended('^' || q, uuid_hash_extended(tenant, 0))];
  ELSE
    SELECT array_agg(hashtextextended(substr(q, place, 3), uuid_hash_extended(tenant, 0))) INTO wanted
    FROM generate_series(1, greatest(length(q) - 2, 1)) AS place;
  END IF;

  RETURN QUERY
  WITH by_words AS MATERIALIZED (
    SELECT c.id, c.name, public.search_text(c.name) AS n, public.search_text(c.shop) AS s FROM public.customer c
    WHERE c.tenant_id = tenant AND c.erased_at IS NULL AND public.customer_tokens(c.tenant_id, c.name, c.shop) @> wanted
    LIMIT most
  ), forms AS MATERIALIZED (
    SELECT w.*, CASE WHEN consonants THEN public.initial_consonants(w.n) END AS nc,
      CASE WHEN consonants THEN public.initial_consonants(w.s) END AS sc FROM by_words w
  ), ranked AS (
    SELECT f.id, f.name, CASE
      WHEN f.n = q THEN 0
      WHEN starts_with(f.n, q) THEN 1
      WHEN strpos(f.n, q) > 0 AND length(q) > 1 THEN 3
      WHEN consonants AND (starts_with(f.nc, q) OR length(q) > 1 AND strpos(f.nc, q) > 0) THEN 4
      WHEN starts_with(f.s, q) OR length(q) > 1 AND strpos(f.s, q) > 0 THEN 5
      WHEN consonants AND (starts_with(f.sc, q) OR length(q) > 1 AND strpos(f.sc, q) > 0) THEN 6
    END AS place FROM forms f
    UNION ALL
    SELECT c.id, c.name, 0 FROM public.customer c
    WHERE c.tenant_id = tenant AND c.name = query AND c.erased_at IS NULL
    UNION ALL
    SELECT c.id, c.name, 2 FROM public.contact_point p JOIN public.customer c ON c.tenant_id = p.tenant_id AND c.id = p.customer_id
    WHERE q ~ '^[0-9]{4,15}$' AND p.tenant_id = tenant AND p.last_four = right(q, 4)
      AND right(p.address, length(ltrim(q, '0'))) = ltrim(q, '0') AND c.erased_at IS NULL
  ), hits AS (
    SELECT r.id, min(r.place) AS place, r.name COLLATE "C" AS name FROM ranked r WHERE r.place IS NOT NULL GROUP BY r.id, r.name
  ), counted AS (
    SELECT h.*, count(*) OVER () AS total FROM hits h
  )
  SELECT h.id, h.place, h.name::text, h.total FROM counted h
  WHERE after_id IS NULL OR (h.place, h.name, h.id) > (after_rank, after_name COLLATE "C", after_id)
  ORDER BY h.place, h.name, h.id LIMIT least(page_size, 100);
END $$;

-- Whoever writes a customer makes its index entry, so the pieces may be made by the application; looking is the function's.
REVOKE ALL ON FUNCTION search_text(text), initial_consonants(text), customer_tokens(uuid, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_text(text), initial_consonants(text), customer_tokens(uuid, text, text)
  TO dangol_app, dangol_search, dangol_backup;

GRANT SELECT (tenant_id, id, name, shop, erased_at) ON "customer" TO dangol_search;
GRANT SELECT (tenant_id, customer_id, last_four, address) ON "contact_point" TO dangol_search;
CREATE POLICY search_read ON "customer" FOR SELECT TO dangol_search USING (true);
CREATE POLICY search_read ON "contact_point" FOR SELECT TO dangol_search USING (true);

REVOKE ALL ON FUNCTION search_customers(text, integer, integer, text, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_customers(text, integer, integer, text, uuid) TO dangol_app;
GRANT CREATE ON SCHEMA public TO dangol_search;
ALTER FUNCTION search_customers(text, integer, integer, text, uuid) OWNER TO dangol_search;
REVOKE CREATE ON SCHEMA public FROM dangol_search;
