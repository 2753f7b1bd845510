-- Look for tables in one schema only.
--
-- Runs on a coordination database of ELFE.
--
-- $1 schema  text  its name as it is
-- returns many
--   path  text
SELECT set_config('search_path', quote_ident($1::text), false) AS path
