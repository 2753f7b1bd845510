-- Count the days of a community's month that are not shared among its members as they are now.
--
-- Such a day has no allocation yet, or one that is older than its readings or its key.
--
-- $1 community_id  bigint
-- $2 period        daterange
-- returns one
--   days  bigint
SELECT count(*) AS days
FROM generate_series(lower($2::daterange)::timestamp, (upper($2::daterange) - 1)::timestamp, interval '1 day') AS d (day)
WHERE EXISTS (SELECT FROM grid.membership AS m WHERE m.community_id = $1::bigint AND m.during @> d.day::date)
  AND (NOT EXISTS (SELECT FROM aggregate.community_allocation AS a
                   WHERE a.community_id = $1::bigint AND a.day = d.day::date)
       OR EXISTS (SELECT FROM ops.stale_allocation AS a WHERE a.community_id = $1::bigint AND a.day = d.day::date)
       OR EXISTS (SELECT FROM ops.stale AS a WHERE a.community_id = $1::bigint AND a.days @> d.day::date))
