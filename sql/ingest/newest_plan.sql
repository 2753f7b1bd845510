-- Find the newest plan that devices follow and that was made until an instant.
--
-- $1 community_id  bigint
-- $2 as_of         timestamptz
-- returns many
--   made_s  bigint  seconds since 1970-01-01T00:00:00Z
--   end_s   bigint  the end of its last step
SELECT extract(epoch FROM made_at)::bigint AS made_s,
       extract(epoch FROM starts_at)::bigint + step_s * cardinality(base) AS end_s
FROM optimize.run
WHERE community_id = $1::bigint AND method = 'ems' AND made_at <= $2::timestamptz
ORDER BY starts_at DESC
LIMIT 1
