-- Show the directives in force: of each device the newest, when it has not expired.
--
-- Order: community, device.
--
-- $1 community  text         NULL: all
-- $2 as_of      timestamptz
-- returns many
--   community  text
--   device     text
--   state      text
--   origin     text
--   power_w    bigint
--   issued_s   bigint  seconds since 1970-01-01T00:00:00Z
--   expires_s  bigint
--   reason     text
SELECT c.community, d.device, d.state, d.origin, d.power_w, extract(epoch FROM d.issued_at)::bigint AS issued_s,
       extract(epoch FROM d.expires_at)::bigint AS expires_s, d.reason
FROM (
  SELECT DISTINCT ON (device) *  -- not of each community: a device moves with its meter
  FROM operate.directive
  WHERE issued_at <= $2::timestamptz AND issued_at > $2::timestamptz - interval '168 hours'
  ORDER BY device, issued_at DESC, origin DESC, community_id DESC) AS d
JOIN grid.community AS c USING (community_id)
WHERE d.expires_at > $2::timestamptz AND ($1::text IS NULL OR c.community = $1::text)
ORDER BY c.community, d.device
