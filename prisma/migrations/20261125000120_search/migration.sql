-- Search finds customers also by every shop of theirs, e-mail addresses, notes, own fields, several words at once, and a name
-- or shop with one letter wrong. search_customers keeps its first five arguments and four columns, so that the app before this one
-- runs on beside it. Pieces are hashed together with the tenant, as before: no extension, no shared posting lists.
SET lock_timeout = '3s';

DROP INDEX "customer_search";
DROP FUNCTION search_customers(text, integer, integer, text, uuid);
DROP FUNCTION customer_tokens(uuid, text, text);

/* search_text for what is longer than a name: a note of 4,000 letters. */
CREATE FUNCTION long_search_text(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN regexp_replace(lower(normalize(left(coalesce(words, ''), 4000), NFKC)),
  '[^0-9a-z\u00aa\u00b5\u00ba\u00c0-\u1fff\u2c00-\u2fff\u3005-\u3007\u3021-\ufdff\ufe70-\ufefe]', '', 'g');

/*
 * The word as it is, and each of its letters left out once: two words with one letter wrong, missing, added or two swapped
 * have one of these in common. Nothing for words so long that nobody types them.
 */
CREATE FUNCTION typo_tokens(seed bigint, word text) RETURNS bigint[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  letters integer := pg_catalog.length(word);
  tokens bigint[];
BEGIN
  IF letters NOT BETWEEN 2 AND 30 THEN RETURN '{}'; END IF;
  tokens := ARRAY[pg_catalog.hashtextextended('~' || word, seed)];
  IF letters > 2 THEN
    FOR place IN 1 .. letters LOOP
      tokens := tokens || pg_catalog.hashtextextended(
        '~' || pg_catalog.left(word, place - 1) || pg_catalog.substr(word, place + 1), seed);
    END LOOP;
  END IF;
  RETURN tokens;
END $$;

/* The words of a name or shop that are long enough to be mistyped on their own; none when there is only one. */
CREATE FUNCTION typo_words(words text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  found text[] := '{}';
  word text;
BEGIN
  IF pg_catalog.strpos(words, ' ') > 0 IS NOT TRUE THEN RETURN found; END IF;
  FOREACH word IN ARRAY pg_catalog.string_to_array(pg_catalog.left(words, 200), ' ') LOOP
    word := public.search_text(word);
    IF pg_catalog.length(word) > 2 AND pg_catalog.cardinality(found) < 5 THEN found := found || word; END IF;
  END LOOP;
  RETURN found;
END $$;

/*
 * The pieces a name and a shop are found by: the whole, the first letter, all of two and three letters, the same of the
 * initial consonants, and what one wrong letter leaves. In plpgsql, whose plans outlive a statement: every new customer
 * passes here. COST keeps the planner from making the pieces of many rows anew where the index has them.
 */
CREATE FUNCTION search_tokens(tenant uuid, name text, shop text) RETURNS bigint[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 100000 AS $$
DECLARE
  tokens bigint[] := '{}';
  seed bigint := pg_catalog.uuid_hash_extended(tenant, 0);
  given text;
  searched text;
  initials text;
  form text;
  word text;
BEGIN
  FOREACH given IN ARRAY ARRAY[name, shop] LOOP
    searched := public.search_text(given);
    CONTINUE WHEN searched = '';
    tokens := tokens || pg_catalog.hashtextextended('=' || searched, seed);
    initials := public.initial_consonants(searched);
    FOREACH form IN ARRAY CASE WHEN initials = searched THEN ARRAY[searched] ELSE ARRAY[searched, initials] END LOOP
      tokens := tokens || pg_catalog.hashtextextended('^' || pg_catalog.left(form, 1), seed);
      FOR place IN 1 .. pg_catalog.length(form) - 1 LOOP
        tokens := tokens || pg_catalog.hashtextextended(pg_catalog.substr(form, place, 2), seed)
                         || pg_catalog.hashtextextended(pg_catalog.substr(form, place, 3), seed);
      END LOOP;
    END LOOP;
    tokens := tokens || public.typo_tokens(seed, searched);
    FOREACH word IN ARRAY public.typo_words(given) LOOP
      tokens := tokens || public.typo_tokens(seed, word);
    END LOOP;
  END LOOP;
  RETURN tokens;
END $$;

/* All of two or three letters (`size`) in a row, each once: two for notes and own fields, three for e-mail addresses. */
CREATE FUNCTION text_tokens(tenant uuid, words text, size integer) RETURNS bigint[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 100000 AS $$
DECLARE
  seed bigint := pg_catalog.uuid_hash_extended(tenant, 0);
  letters text[] := pg_catalog.string_to_array(public.long_search_text(words), NULL);
  tokens bigint[];
BEGIN
  SELECT pg_catalog.array_agg(DISTINCT pg_catalog.hashtextextended(piece, seed)) INTO tokens FROM (
    SELECT letter || pg_catalog.lead(letter) OVER here || CASE WHEN size = 3 THEN pg_catalog.lead(letter, 2) OVER here ELSE '' END AS piece
    FROM pg_catalog.unnest(letters) WITH ORDINALITY AS l (letter, place) WINDOW here AS (ORDER BY place)
  ) AS pieces WHERE piece IS NOT NULL;
  RETURN coalesce(tokens, '{}');
END $$;

/* The pieces to look for, of all words; null when every word is a single letter. */
CREATE FUNCTION wanted_tokens(seed bigint, words text[], size integer) RETURNS bigint[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (SELECT array_agg(DISTINCT hashtextextended(substr(word, place, size), seed))
  FROM unnest(words) AS word, generate_series(1, greatest(length(word) - size + 1, 1)) AS place WHERE length(word) > 1);

/* A pattern in which an initial consonant stands for every syllable that begins with it. Letters and digits alone come here. */
CREATE FUNCTION letters_pattern(word text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (SELECT string_agg(CASE WHEN ascii(letter) BETWEEN 4352 AND 4370
    THEN '[' || letter || chr(44032 + (ascii(letter) - 4352) * 588) || '-' || chr(44619 + (ascii(letter) - 4352) * 588) || ']'
    ELSE letter END, '' ORDER BY place)
  FROM unnest(string_to_array(word, NULL)) WITH ORDINALITY AS l (letter, place));

/* Whether one letter wrong, missing, added, or two neighbours swapped is all that tells them apart. */
CREATE FUNCTION within_one_edit(a text, b text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  x text[] := pg_catalog.string_to_array(a, NULL);
  y text[] := pg_catalog.string_to_array(b, NULL);
  m integer := coalesce(pg_catalog.cardinality(x), 0);
  n integer := coalesce(pg_catalog.cardinality(y), 0);
  head integer := 0;
  tail integer := 0;
  shorter integer := least(m, n);
BEGIN
  IF abs(m - n) > 1 THEN RETURN false; END IF;
  WHILE head < shorter AND x[head + 1] = y[head + 1] LOOP head := head + 1; END LOOP;
  WHILE tail < shorter - head AND x[m - tail] = y[n - tail] LOOP tail := tail + 1; END LOOP;
  IF greatest(m, n) - head - tail <= 1 THEN RETURN true; END IF;
  RETURN m = n AND m - head - tail = 2 AND x[head + 1] = y[head + 2] AND x[head + 2] = y[head + 1];
END $$;

/*
 * How near the typed letters come to a name or shop, or to one of its words: 0 when one consonant or vowel tells them apart,
 * 1 when one letter does, null when more does. Two letters would be near to everything.
 */
CREATE FUNCTION typo_distance(q text, words text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (SELECT min(CASE WHEN within_one_edit(normalize(q, NFD), normalize(word, NFD)) THEN 0 ELSE 1 END)
  FROM unnest(typo_words(words) || search_text(words)) AS word
  WHERE greatest(length(word), length(q)) > 2 AND within_one_edit(q, word));

CREATE INDEX "customer_search" ON "customer" USING gin (search_tokens(tenant_id, name, shop)) WITH (fastupdate = off);
CREATE INDEX "shop_search" ON "shop" USING gin (search_tokens(tenant_id, name, NULL)) WITH (fastupdate = off);
CREATE INDEX "contact_point_search" ON "contact_point" USING gin (text_tokens(tenant_id, address, 3)) WITH (fastupdate = off)
  WHERE channel = 'email';
CREATE INDEX "customer_note_search" ON "customer_note" USING gin (text_tokens(tenant_id, text, 2)) WITH (fastupdate = off);
CREATE INDEX "customer_field_value_search" ON "customer_field_value" USING gin (text_tokens(tenant_id, text, 2)) WITH (fastupdate = off)
  WHERE text IS NOT NULL;

/*
 * Customers of the current tenant that fit, the best first, and by what (`matched`, with the id of the shop, number, address,
 * field or note in `matched_id`; null where it is the customer's own row):
 *   0 the name itself · 1 its beginning · 2 the end of a number · 3 an e-mail address · 4 inside the name · 5 the name in
 *   another order of words · 6 7 8 initial consonants: all, the first, some · 9 words of name and shop · 10 11 shop ·
 *   12 13 initial consonants of a shop · 14 15 part of an e-mail address · 16 an own field: a text, the label of a choice, the
 *   number or the day that the caller read in the words (`typed_number`, `typed_day`) · 17 a note ·
 *   and only when nothing fits: 30 31 a name with one typo · 32 33 a shop with one.
 * A private note is found by its author alone, `viewer`. Each page tells how many fit in all, up to about a thousand from
 * each source: words that fit more say too little. The tenant comes from the transaction's setting alone, never from an
 * argument; the caller reads the rows by these ids under row-level security. One plan for all words, made once a connection:
 * planning anew would cost ten times the look-up, and the statistics of common pieces would lead away from the index.
 * Where pieces are looked up, the tenant is compared row by row (IS TRUE): they are hashed with the tenant, and an index over
 * the tenant beside them would be read from end to end, whoever is looked for. And what belongs to a hit is looked up for that
 * hit (LATERAL … OFFSET 0): one plan for all tenants believes that each has about as many rows as the average, and would read
 * all of a large one's to join them.
 */
CREATE FUNCTION search_customers(query text, page_size integer,
  after_rank integer DEFAULT NULL, after_name text DEFAULT NULL, after_id uuid DEFAULT NULL, viewer text DEFAULT NULL,
  typed_number double precision DEFAULT NULL, typed_day date DEFAULT NULL)
RETURNS TABLE (id uuid, rank integer, sort_name text, total bigint, matched text, matched_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public SET plan_cache_mode = force_generic_plan
SET max_parallel_workers_per_gather = 0 ROWS 50 AS $$
DECLARE
  tenant uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
  seed bigint := uuid_hash_extended(tenant, 0);
  q text := public.search_text(query);
  consonants boolean := q ~ '[\u1100-\u1112]';
  letters boolean := NOT consonants AND length(q) > 1;
  words text[];
  patterns text[];
  pattern text := q;
  wanted bigint[];
  joined bigint[];
  pairs bigint[];
  triples bigint[];
  digits text;
  others text[] := '{}';
  misspelt bigint[];
  most CONSTANT integer := 1000;
  first_typo CONSTANT integer := 30;
BEGIN
  IF tenant IS NULL OR q = '' THEN RETURN; END IF;
  SELECT array_agg(word) INTO words FROM (
    SELECT public.search_text(given) AS word FROM regexp_split_to_table(left(query, 200), '\s+') AS given
  ) AS all_words WHERE word <> '';
  IF cardinality(words) > 8 THEN words := ARRAY[q]; END IF;
  patterns := words;
  IF consonants THEN pattern := public.letters_pattern(q); END IF;

  IF length(q) = 1 THEN
    wanted := ARRAY[hashtextextended('^' || q, seed)];
  ELSIF consonants THEN
    SELECT array_agg(public.letters_pattern(word)), public.wanted_tokens(seed, array_agg(public.initial_consonants(word)), 3)
      INTO patterns, wanted FROM unnest(words) AS word;
    wanted := coalesce(wanted, public.wanted_tokens(seed, ARRAY[public.initial_consonants(q)], 3));
  ELSE
    wanted := coalesce(public.wanted_tokens(seed, words, 3), public.wanted_tokens(seed, ARRAY[q], 3));
    pairs := coalesce(public.wanted_tokens(seed, words, 2), public.wanted_tokens(seed, ARRAY[q], 2));
    triples := public.wanted_tokens(seed, ARRAY[q], 3);
  END IF;

  -- A word of one letter has no pieces: what stands beside it alone would fit too many, so all words together are asked too.
  IF cardinality(words) > 1 AND EXISTS (SELECT FROM unnest(words) AS word WHERE length(word) = 1) THEN
    joined := public.wanted_tokens(seed, ARRAY[CASE WHEN consonants THEN public.initial_consonants(q) ELSE q END], 3);
  END IF;

  SELECT string_agg(word, '') FILTER (WHERE word ~ '^[0-9]+$'),
      coalesce(array_agg(words_pattern) FILTER (WHERE word !~ '^[0-9]+$'), '{}')
    INTO digits, others FROM unnest(words, patterns) AS w (word, words_pattern);
  IF length(digits) NOT BETWEEN 4 AND 20 THEN digits := NULL; END IF;
  -- 0082 (0)10 1234 5678: what leads out of a country, and the zero that stands inside of one, are not part of the number.
  IF length(digits) > 10 THEN digits := regexp_replace(ltrim(digits, '0'), '^820', '82'); END IF;

  IF coalesce(after_rank, 0) < first_typo THEN
    RETURN QUERY
    WITH by_words AS MATERIALIZED (
      (SELECT c.id, c.name, c.shop FROM public.customer c
        WHERE (c.tenant_id = tenant) IS TRUE AND c.erased_at IS NULL
          AND public.search_tokens(c.tenant_id, c.name, c.shop) @> ARRAY[hashtextextended('=' || q, seed)] LIMIT most)
      UNION
      (SELECT c.id, c.name, c.shop FROM public.customer c
        WHERE (c.tenant_id = tenant) IS TRUE AND c.erased_at IS NULL
          AND public.search_tokens(c.tenant_id, c.name, c.shop) @> joined LIMIT most)
      UNION
      (SELECT c.id, c.name, c.shop FROM public.customer c
        WHERE (c.tenant_id = tenant) IS TRUE AND c.erased_at IS NULL
          AND public.search_tokens(c.tenant_id, c.name, c.shop) @> wanted LIMIT most)
    ), forms AS MATERIALIZED (
      SELECT w.id, w.name, public.search_text(w.name) AS n, public.search_text(w.shop) AS s FROM by_words w
    ), ranked AS (
      SELECT f.id, f.name, CASE
        WHEN f.n = q THEN 0
        WHEN starts_with(f.n, q) THEN 1
        WHEN letters AND strpos(f.n, q) > 0 THEN 4
        WHEN consonants AND f.n ~ ('^' || pattern || '$') THEN 6
        WHEN consonants AND f.n ~ ('^' || pattern) THEN 7
        WHEN consonants AND length(q) > 1 AND f.n ~ pattern THEN 8
        WHEN starts_with(f.s, q) THEN 10
        WHEN letters AND strpos(f.s, q) > 0 THEN 11
        WHEN consonants AND f.s ~ ('^' || pattern) THEN 12
        WHEN consonants AND length(q) > 1 AND f.s ~ pattern THEN 13
        WHEN cardinality(words) = 1 THEN NULL
        WHEN NOT EXISTS (SELECT FROM unnest(patterns) AS w (word) WHERE f.n !~ w.word) THEN 5
        WHEN NOT EXISTS (SELECT FROM unnest(patterns) AS w (word) WHERE f.s !~ w.word) THEN 11
        WHEN NOT EXISTS (SELECT FROM unnest(patterns) AS w (word) WHERE f.n !~ w.word AND f.s !~ w.word) THEN 9
      END AS place, NULL::uuid AS source FROM forms f
      UNION ALL
      SELECT c.id, c.name, 2, p.id FROM public.contact_point p
      CROSS JOIN LATERAL (SELECT c.id, c.name, c.shop FROM public.customer c
        WHERE c.tenant_id = tenant AND c.id = p.customer_id AND c.erased_at IS NULL OFFSET 0) c
      WHERE digits IS NOT NULL AND p.tenant_id = tenant AND p.last_four = right(digits, 4)
        AND right(p.address, length(ltrim(digits, '0'))) = ltrim(digits, '0')
        AND NOT EXISTS (SELECT FROM unnest(others) AS w (word)
          WHERE public.search_text(c.name) !~ w.word AND public.search_text(c.shop) !~ w.word)
      UNION ALL
      SELECT c.id, c.name, CASE
        WHEN starts_with(h.s, q) THEN 10
        WHEN letters AND strpos(h.s, q) > 0 THEN 11
        WHEN consonants AND h.s ~ ('^' || pattern) THEN 12
        WHEN consonants AND length(q) > 1 AND h.s ~ pattern THEN 13
        WHEN cardinality(words) > 1 AND NOT EXISTS (SELECT FROM unnest(patterns) AS w (word) WHERE h.s !~ w.word) THEN 11
      END, h.id FROM (
        (SELECT o.id, public.search_text(o.name) AS s FROM public.shop o
          WHERE (o.tenant_id = tenant) IS TRUE AND public.search_tokens(o.tenant_id, o.name, NULL) @> joined LIMIT most)
        UNION
        (SELECT o.id, public.search_text(o.name) AS s FROM public.shop o
          WHERE (o.tenant_id = tenant) IS TRUE AND public.search_tokens(o.tenant_id, o.name, NULL) @> wanted LIMIT most)
      ) h CROSS JOIN LATERAL (SELECT b.customer_id FROM public.customer_shop b
        WHERE b.tenant_id = tenant AND b.shop_id = h.id OFFSET 0) b
      CROSS JOIN LATERAL (SELECT c.id, c.name FROM public.customer c
        WHERE c.tenant_id = tenant AND c.id = b.customer_id AND c.erased_at IS NULL OFFSET 0) c
      UNION ALL
      SELECT c.id, c.name, CASE WHEN e.a = q THEN 3 WHEN starts_with(e.a, q) THEN 14 WHEN strpos(e.a, q) > 0 THEN 15 END, e.id FROM (
        SELECT p.id, p.customer_id, public.search_text(p.address) AS a FROM public.contact_point p
        WHERE q ~ '^[0-9a-z]{3,}$' AND p.channel = 'email' AND (p.tenant_id = tenant) IS TRUE
          AND public.text_tokens(p.tenant_id, p.address, 3) @> triples LIMIT most
      ) e CROSS JOIN LATERAL (SELECT c.id, c.name FROM public.customer c
        WHERE c.tenant_id = tenant AND c.id = e.customer_id AND c.erased_at IS NULL OFFSET 0) c
      UNION ALL
      SELECT c.id, c.name, 16, v.field_id FROM (
        SELECT v.customer_id, v.field_id, public.long_search_text(v.text) AS t FROM public.customer_field_value v
        WHERE letters AND (v.tenant_id = tenant) IS TRUE AND v.text IS NOT NULL AND public.text_tokens(v.tenant_id, v.text, 2) @> pairs LIMIT most
      ) v CROSS JOIN LATERAL (SELECT FROM public.customer_field d
        WHERE d.tenant_id = tenant AND d.id = v.field_id AND d.kind = 'text' AND d.retired_at IS NULL OFFSET 0) d
      CROSS JOIN LATERAL (SELECT c.id, c.name FROM public.customer c
        WHERE c.tenant_id = tenant AND c.id = v.customer_id AND c.erased_at IS NULL OFFSET 0) c
      WHERE NOT EXISTS (SELECT FROM unnest(words) AS w (word) WHERE strpos(v.t, w.word) = 0)
      UNION ALL
      SELECT c.id, c.name, 16, v.field_id FROM (
        SELECT v.customer_id, v.field_id FROM public.customer_field d
        CROSS JOIN LATERAL jsonb_to_recordset(d.options) AS o (key text, label text)
        CROSS JOIN LATERAL (SELECT v.customer_id, v.field_id FROM public.customer_field_value v
          WHERE v.tenant_id = tenant AND v.field_id = d.id AND v.text = o.key OFFSET 0) v
        WHERE letters AND d.tenant_id = tenant AND d.kind IN ('choice', 'choices') AND d.retired_at IS NULL
          AND strpos(public.search_text(o.label), q) > 0
        UNION ALL
        SELECT v.customer_id, v.field_id FROM public.customer_field d
        CROSS JOIN LATERAL (SELECT v.customer_id, v.field_id FROM public.customer_field_value v
          WHERE v.tenant_id = tenant AND v.field_id = d.id AND v.number = typed_number OFFSET 0) v
        WHERE typed_number IS NOT NULL AND d.tenant_id = tenant AND d.kind = 'number' AND d.retired_at IS NULL
        UNION ALL
        SELECT v.customer_id, v.field_id FROM public.customer_field d
        CROSS JOIN LATERAL (SELECT v.customer_id, v.field_id FROM public.customer_field_value v
          WHERE v.tenant_id = tenant AND v.field_id = d.id AND v.day = typed_day OFFSET 0) v
        WHERE typed_day IS NOT NULL AND d.tenant_id = tenant AND d.kind = 'date' AND d.retired_at IS NULL
        LIMIT most
      ) v CROSS JOIN LATERAL (SELECT c.id, c.name FROM public.customer c
        WHERE c.tenant_id = tenant AND c.id = v.customer_id AND c.erased_at IS NULL OFFSET 0) c
      UNION ALL
      SELECT c.id, c.name, 17, t.id FROM (
        SELECT t.id, t.customer_id, public.long_search_text(t.text) AS t FROM public.customer_note t
        WHERE letters AND (t.tenant_id = tenant) IS TRUE AND (NOT t.private OR t.author_id = viewer)
          AND public.text_tokens(t.tenant_id, t.text, 2) @> pairs LIMIT most
      ) t CROSS JOIN LATERAL (SELECT c.id, c.name FROM public.customer c
        WHERE c.tenant_id = tenant AND c.id = t.customer_id AND c.erased_at IS NULL OFFSET 0) c
      WHERE NOT EXISTS (SELECT FROM unnest(words) AS w (word) WHERE strpos(t.t, w.word) = 0)
    ), hits AS (
      SELECT DISTINCT ON (r.id) r.id, r.place, r.name COLLATE "C" AS name, r.source FROM ranked r
      WHERE r.place IS NOT NULL ORDER BY r.id, r.place, r.source DESC NULLS LAST
    ), counted AS (
      SELECT h.*, count(*) OVER () AS total FROM hits h
    )
    SELECT h.id, h.place, h.name::text, h.total, CASE
        WHEN h.place = 2 THEN 'phone' WHEN h.place IN (3, 14, 15) THEN 'email' WHEN h.place BETWEEN 9 AND 13 THEN 'shop'
        WHEN h.place = 16 THEN 'field' WHEN h.place = 17 THEN 'note' ELSE 'name' END, h.source
    FROM counted h
    WHERE after_id IS NULL OR (h.place, h.name, h.id) > (after_rank, after_name COLLATE "C", after_id)
    ORDER BY h.place, h.name, h.id LIMIT least(page_size, 1000);
    IF FOUND OR after_id IS NOT NULL THEN RETURN; END IF;
  END IF;

  misspelt := public.typo_tokens(seed, q);
  IF NOT letters OR q ~ '^[0-9]+$' OR misspelt = '{}' THEN RETURN; END IF;
  RETURN QUERY
  WITH ranked AS (
    SELECT n.id, n.name, coalesce(30 + public.typo_distance(q, n.name), 32 + public.typo_distance(q, n.shop)) AS place,
      NULL::uuid AS source FROM (
      SELECT c.id, c.name, c.shop FROM public.customer c WHERE (c.tenant_id = tenant) IS TRUE AND c.erased_at IS NULL
        AND public.search_tokens(c.tenant_id, c.name, c.shop) && misspelt LIMIT most
    ) n
    UNION ALL
    SELECT c.id, c.name, 32 + public.typo_distance(q, h.name), h.id FROM (
      SELECT o.id, o.name FROM public.shop o
      WHERE (o.tenant_id = tenant) IS TRUE AND public.search_tokens(o.tenant_id, o.name, NULL) && misspelt LIMIT most
    ) h CROSS JOIN LATERAL (SELECT b.customer_id FROM public.customer_shop b
      WHERE b.tenant_id = tenant AND b.shop_id = h.id OFFSET 0) b
    CROSS JOIN LATERAL (SELECT c.id, c.name FROM public.customer c
      WHERE c.tenant_id = tenant AND c.id = b.customer_id AND c.erased_at IS NULL OFFSET 0) c
  ), hits AS (
    SELECT DISTINCT ON (r.id) r.id, r.place, r.name COLLATE "C" AS name, r.source FROM ranked r
    WHERE r.place IS NOT NULL ORDER BY r.id, r.place, r.source DESC NULLS LAST
  ), counted AS (
    SELECT h.*, count(*) OVER () AS total FROM hits h
  )
  SELECT h.id, h.place, h.name::text, h.total, CASE WHEN h.place < 32 THEN 'name' ELSE 'shop' END, h.source
  FROM counted h
  WHERE after_id IS NULL OR (h.place, h.name, h.id) > (after_rank, after_name COLLATE "C", after_id)
  ORDER BY h.place, h.name, h.id LIMIT least(page_size, 1000);
END $$;

-- Whoever writes a row makes its index entry, so the pieces may be made by the application; looking is the function's.
DO $$
DECLARE signature text;
BEGIN
  FOREACH signature IN ARRAY ARRAY['long_search_text(text)', 'typo_tokens(bigint, text)', 'typo_words(text)',
    'search_tokens(uuid, text, text)', 'text_tokens(uuid, text, integer)']
  LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', signature);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO dangol_app, dangol_search, dangol_backup', signature);
  END LOOP;
  FOREACH signature IN ARRAY ARRAY['wanted_tokens(bigint, text[], integer)', 'letters_pattern(text)',
    'within_one_edit(text, text)', 'typo_distance(text, text)']
  LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', signature);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO dangol_search', signature);
  END LOOP;
END $$;

GRANT SELECT (id, channel) ON "contact_point" TO dangol_search;
GRANT SELECT (tenant_id, id, name) ON "shop" TO dangol_search;
GRANT SELECT (tenant_id, customer_id, shop_id) ON "customer_shop" TO dangol_search;
GRANT SELECT (tenant_id, id, customer_id, text, private, author_id) ON "customer_note" TO dangol_search;
GRANT SELECT (tenant_id, id, kind, options, retired_at) ON "customer_field" TO dangol_search;
GRANT SELECT (tenant_id, customer_id, field_id, text, number, day) ON "customer_field_value" TO dangol_search;
CREATE POLICY search_read ON "shop" FOR SELECT TO dangol_search USING (true);
CREATE POLICY search_read ON "customer_shop" FOR SELECT TO dangol_search USING (true);
CREATE POLICY search_read ON "customer_note" FOR SELECT TO dangol_search USING (true);
CREATE POLICY search_read ON "customer_field" FOR SELECT TO dangol_search USING (true);
CREATE POLICY search_read ON "customer_field_value" FOR SELECT TO dangol_search USING (true);

REVOKE ALL ON FUNCTION search_customers(text, integer, integer, text, uuid, text, double precision, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_customers(text, integer, integer, text, uuid, text, double precision, date) TO dangol_app;
GRANT CREATE ON SCHEMA public TO dangol_search;
ALTER FUNCTION search_customers(text, integer, integer, text, uuid, text, double precision, date) OWNER TO dangol_search;
REVOKE CREATE ON SCHEMA public FROM dangol_search;
