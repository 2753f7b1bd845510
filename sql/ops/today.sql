-- The local day of an instant in a community's zone, or in the zone of most communities.
--
-- $1 as_of      timestamptz
-- $2 community  text  NULL: any
-- returns one
--   today  date
SELECT ($1::timestamptz AT TIME ZONE coalesce(
  (SELECT zone FROM grid.community WHERE community = $2::text OR $2::text IS NULL
   GROUP BY zone ORDER BY count(*) DESC, zone LIMIT 1), 'Europe/Paris'))::date AS today
