-- Count each community's meters of which nothing came, as 'check meters' had found it by an instant. Order: community.
--
-- The malfunction table knows tolerances and planned outages; a length of its own here would tell another number than the
-- technicians' list.
--
-- $1 community  text         NULL: all
-- $2 as_of      timestamptz
-- returns many
--   community     text
--   silent_count  bigint  NULL: nobody had looked by then
SELECT c.community, CASE WHEN k.is_known THEN count(f.malfunction_id) END AS silent_count
FROM grid.community AS c
CROSS JOIN (
  SELECT EXISTS (SELECT FROM ops.run
                 WHERE command = 'check meters' AND status IN (0, 1) AND as_of <= $2::timestamptz
                   AND NOT '--dry-run' = ANY (arguments)) AS is_known) AS k
LEFT JOIN grid.malfunction AS f
  ON f.community_id = c.community_id AND f.kind = 'absence' AND f.subject = '' AND f.detected_at <= $2::timestamptz
  AND (f.closed_at IS NULL OR f.closed_at > $2::timestamptz)
WHERE $1::text IS NULL OR c.community = $1::text
GROUP BY c.community, k.is_known
ORDER BY c.community
