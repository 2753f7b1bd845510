-- Show the devices of a community that may be switched, and what they were told last.
--
-- Declared, not essential, and of a meter that is a member on the local day. A directive holds until it expires or a newer
-- one follows. Order: device.
--
-- $1 community_id  bigint
-- $2 as_of         timestamptz
-- $3 slot_start    timestamptz  NULL: none
-- $4 slot_s        integer
-- returns many
--   device     text
--   power_w    bigint
--   state      text    of the directive in force; NULL: none is
--   origin     text
--   issued_s   bigint  seconds since 1970-01-01T00:00:00Z
--   expires_s  bigint
--   off_s      bigint  seconds of the slot in which it was cut
WITH told AS (
  SELECT d.*, least(d.expires_at, lead(d.issued_at) OVER later) AS until_at,
         lead(d.issued_at) OVER later IS NULL AS is_newest
  FROM operate.directive AS d
  WHERE d.community_id = $1::bigint AND d.issued_at <= $2::timestamptz
    AND d.issued_at > $2::timestamptz - interval '192 hours'
  WINDOW later AS (PARTITION BY d.community_id, d.device ORDER BY d.issued_at, d.origin)
), cut AS (
  SELECT device, sum(extract(epoch FROM least(until_at, $3::timestamptz + make_interval(secs => $4::integer))
                                      - greatest(issued_at, $3::timestamptz)))::bigint AS off_s
  FROM told
  WHERE state = 'OFF' AND issued_at < $3::timestamptz + make_interval(secs => $4::integer)
    AND until_at > $3::timestamptz
  GROUP BY device
)
SELECT d.device, d.power_w, t.state, t.origin, extract(epoch FROM t.issued_at)::bigint AS issued_s,
       extract(epoch FROM t.expires_at)::bigint AS expires_s, coalesce(x.off_s, 0) AS off_s
FROM grid.community AS c
JOIN grid.membership AS s ON s.community_id = c.community_id
  AND s.during @> ($2::timestamptz AT TIME ZONE c.zone)::date
JOIN grid.device AS d ON d.meter_id = s.meter_id AND d.during @> ($2::timestamptz AT TIME ZONE c.zone)::date
LEFT JOIN told AS t ON t.device = d.device AND t.is_newest AND t.expires_at > $2::timestamptz
LEFT JOIN cut AS x ON x.device = d.device
WHERE c.community_id = $1::bigint AND NOT d.essential
ORDER BY d.device
