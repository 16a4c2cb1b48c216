-- Small letters as JavaScript makes them, for conditions that compare a part of a text: by Unicode's rules where the server
-- has a collation for them (Postgres 18, or ICU), else by the database's own.
DO $$
DECLARE rules text := coalesce(
  (SELECT format(' COLLATE pg_catalog.%I', collname) FROM pg_collation
   WHERE collname IN ('pg_unicode_fast', 'und-x-icu') AND collnamespace = 'pg_catalog'::regnamespace
     AND collencoding IN (-1, (SELECT encoding FROM pg_database WHERE datname = current_database()))
   ORDER BY collname = 'pg_unicode_fast' DESC LIMIT 1), '');
BEGIN
  EXECUTE 'CREATE FUNCTION small_letters(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN lower(words' || rules || ')';
END $$;
REVOKE ALL ON FUNCTION small_letters(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION small_letters(text) TO dangol_app;
