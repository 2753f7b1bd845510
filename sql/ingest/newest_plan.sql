-- Find the newest plan that was made until an instant.
--
-- $1 community_id  bigint
-- $2 as_of         timestamptz
-- returns many
--   rounded_s  bigint  when it was made, seconds since 1970-01-01T00:00:00Z
--   end_s      bigint  the end of its last step
SELECT extract(epoch FROM rounded_at)::bigint AS rounded_s,
       extract(epoch FROM starts_at)::bigint + step_s * cardinality(base) AS end_s
FROM optimize.run
WHERE community_id = $1::bigint AND rounded_at <= $2::timestamptz
ORDER BY rounded_at DESC, run_id DESC
LIMIT 1
