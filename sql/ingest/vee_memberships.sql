-- List the days on which meters are members of a community. Order: meter, first day.
--
-- $1 community_id  bigint
-- $2 meter_ids     bigint[]
-- returns many
--   meter_id   bigint
--   start_day  date
--   end_day    date    excluded; NULL: open
SELECT meter_id, lower(during) AS start_day, upper(during) AS end_day
FROM grid.membership
WHERE community_id = $1::bigint AND meter_id = ANY ($2::bigint[])
ORDER BY meter_id, lower(during)
