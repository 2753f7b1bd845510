-- List the directives that were in force in a period: from when until when, and whether they reached the device.
--
-- A directive holds until it expires or a newer one of its device follows. Delivered: its message was sent by $3, and before
-- it expired; expired: it was not sent and is of no use any more; waiting: it may still be sent. Order: community, device,
-- instant.
--
-- $1 period     daterange    local days of each community
-- $2 community  text         NULL: all
-- $3 as_of      timestamptz  later directives are not known
-- returns many
--   community      text
--   device         text
--   from_s         bigint   local wall clock, seconds since 1970-01-01T00:00
--   from_offset_s  integer  local time minus UTC
--   to_s           bigint
--   to_offset_s    integer
--   minutes        bigint   rounded down
--   state          text     ON, OFF or AUTO
--   origin         text     automatic or operator
--   power_w        bigint
--   reason         text
--   delivery       text     delivered, waiting or expired
--   sent_s         bigint   when it was sent; NULL: not
--   sent_offset_s  integer
WITH directive AS (
  -- Of two of one instant the operator's is the newer, and a device moves from one community to another.
  SELECT d.*, c.community, c.zone,
         least(d.expires_at, lead(d.issued_at) OVER (PARTITION BY d.device ORDER BY d.issued_at, d.origin, d.community_id)) AS ends_at
  FROM operate.directive AS d
  JOIN grid.community AS c USING (community_id)
  WHERE d.issued_at <= $3::timestamptz AND d.issued_at > lower($1::daterange)::timestamptz - interval '9 days'
    AND d.issued_at < upper($1::daterange)::timestamptz + interval '1 day'
), shown AS (
  SELECT d.*, o.sent_at
  FROM directive AS d
  LEFT JOIN ops.outbox AS o ON o.topic = 'directive'
    AND o.key = d.device || '|' || to_char(d.issued_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') || '|' || d.origin
  WHERE ($2::text IS NULL OR d.community = $2::text)
    AND d.issued_at < grid.day_start(upper($1::daterange), d.zone) AND d.ends_at > grid.day_start(lower($1::daterange), d.zone)
)
SELECT community, device, extract(epoch FROM issued_at AT TIME ZONE zone)::bigint AS from_s,
       extract(epoch FROM (issued_at AT TIME ZONE zone) - (issued_at AT TIME ZONE 'UTC'))::integer AS from_offset_s,
       extract(epoch FROM ends_at AT TIME ZONE zone)::bigint AS to_s,
       extract(epoch FROM (ends_at AT TIME ZONE zone) - (ends_at AT TIME ZONE 'UTC'))::integer AS to_offset_s,
       floor(extract(epoch FROM ends_at - issued_at) / 60)::bigint AS minutes, state, origin, power_w, reason,
       CASE WHEN sent_at <= least($3::timestamptz, expires_at) THEN 'delivered'
            WHEN expires_at <= $3::timestamptz THEN 'expired' ELSE 'waiting' END AS delivery,
       trunc(extract(epoch FROM sent_at AT TIME ZONE zone))::bigint AS sent_s,
       extract(epoch FROM (sent_at AT TIME ZONE zone) - (sent_at AT TIME ZONE 'UTC'))::integer AS sent_offset_s
FROM shown
ORDER BY community, device, issued_at, origin
