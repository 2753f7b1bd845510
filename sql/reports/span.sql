-- Tell when a period begins and ends: the first and the last instant that it has in a zone of the communities.
--
-- $1 period     daterange  local days of each community
-- $2 community  text       NULL: all
-- returns one
--   start_s  bigint  seconds since 1970-01-01T00:00:00Z
--   end_s    bigint
WITH place AS (
  SELECT zone FROM grid.community WHERE $2::text IS NULL OR community = $2::text
  UNION ALL
  SELECT 'Europe/Paris' WHERE NOT EXISTS (SELECT FROM grid.community)
)
SELECT extract(epoch FROM min(grid.day_start(lower($1::daterange), zone)))::bigint AS start_s,
       extract(epoch FROM max(grid.day_start(upper($1::daterange), zone)))::bigint AS end_s
FROM place
