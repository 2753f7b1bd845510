-- Find the local day that had begun everywhere in some communities: the days before it were over.
--
-- $1 communities  text[]       codes; empty: all
-- $2 at           timestamptz
-- returns one
--   today  date  NULL: there is no such community
SELECT min(($2::timestamptz AT TIME ZONE zone)::date) AS today
FROM grid.community
WHERE community = ANY ($1::text[]) OR cardinality($1::text[]) = 0
