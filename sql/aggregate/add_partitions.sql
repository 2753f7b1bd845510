-- Make the monthly partitions that some days need.
--
-- $1 days  date[]
-- returns one
--   added  integer
SELECT aggregate.add_partitions($1::date[]) AS added
