-- Find the newest run of a community and method that was made up to an instant.
--
-- $1 community_id  bigint
-- $2 method        text
-- $3 as_of         timestamptz
-- returns many
--   run_id    bigint
--   made_s    bigint   seconds since 1970
--   start_s   bigint
--   end_s     bigint   first second after its horizon
--   warnings  bigint   of its round
SELECT r.run_id, extract(epoch FROM r.made_at)::bigint AS made_s, extract(epoch FROM r.starts_at)::bigint AS start_s,
       extract(epoch FROM r.starts_at)::bigint + cardinality(r.base) * r.step_s::bigint AS end_s,
       (SELECT count(*) FROM optimize.warning AS w
        WHERE w.community_id = r.community_id AND w.method = r.method AND w.starts_at = r.starts_at) AS warnings
FROM optimize.run AS r
WHERE r.community_id = $1::bigint AND r.method = $2::text AND r.made_at <= $3::timestamptz
ORDER BY r.starts_at DESC
LIMIT 1
