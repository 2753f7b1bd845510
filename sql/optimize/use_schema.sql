-- Look for tables in one schema of a foreign database.
--
-- $1 schema  text
-- returns one
--   path  text
SELECT set_config('search_path', quote_ident($1::text), false) AS path
