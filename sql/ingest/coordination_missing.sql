-- List the tables that are not there.
--
-- Runs on a database of somebody else.
--
-- $1 tables  text[]  names without schema
-- returns many
--   table_name  text
SELECT t.table_name
FROM unnest($1::text[]) AS t (table_name)
WHERE to_regclass(t.table_name) IS NULL
ORDER BY t.table_name
