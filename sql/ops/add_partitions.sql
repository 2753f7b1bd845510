-- Make the monthly partitions of a table that some days need.
--
-- $1 relation  text    schema and name of the table
-- $2 days      date[]
-- returns one
--   added  integer
SELECT ops.add_partitions($1::text::regclass, $2::date[]) AS added
