-- List the communities that have members but no totals on days that had begun.
--
-- Order: community.
--
-- $1 period     daterange    local days of each community
-- $2 community  text         NULL: all
-- $3 as_of      timestamptz
-- returns many
--   community  text
--   day_count  bigint
SELECT c.community, count(*) AS day_count
FROM grid.community AS c
CROSS JOIN LATERAL generate_series(lower($1::daterange)::timestamp, upper($1::daterange) - interval '1 day',
                                   interval '1 day') AS t
LEFT JOIN aggregate.community_day AS d ON d.community_id = c.community_id AND d.day = t::date
WHERE ($2::text IS NULL OR c.community = $2::text) AND t::date <= ($3::timestamptz AT TIME ZONE c.zone)::date
  AND d.community_id IS NULL
  AND EXISTS (SELECT FROM grid.membership AS s WHERE s.community_id = c.community_id AND s.during @> t::date)
GROUP BY c.community
ORDER BY c.community
