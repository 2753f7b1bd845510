-- List the peaks of communities: consecutive slots whose mean power is above the limit, as one event each.
--
-- The limit is the community's own, else tense_percent of the greatest production of its plants in force on the day. A slot
-- without known consumption ends a peak, as do the ends of the period. Where the limit changes within an event, the one
-- in force at its greatest power is shown. Order: community, instant.
--
-- $1 period     daterange    local days of each community
-- $2 community  text         NULL: all
-- $3 as_of      timestamptz  slots that had ended by then
-- $4 grain_s    integer      300 or 900; a community with longer slots is looked at in its own
-- returns many
--   community      text
--   starts_s       bigint   local wall clock, seconds since 1970-01-01T00:00
--   start_offset_s integer  local time minus UTC
--   ends_s         bigint
--   end_offset_s   integer
--   minutes        bigint
--   peak_w         bigint   greatest mean power of a slot
--   limit_w        bigint   rounded down
--   above_wh       numeric  energy above the limit
WITH ceiling AS MATERIALIZED (
  SELECT c.community_id, d.day, coalesce(c.limit_w, c.tense_percent * p.max_w / 100) AS limit_w
  FROM aggregate.community_day AS d
  JOIN grid.community AS c USING (community_id)
  CROSS JOIN LATERAL (
    SELECT sum(max_w) AS max_w FROM grid.plant AS p WHERE p.community_id = d.community_id AND p.during @> d.day) AS p
  WHERE d.day >= lower($1::daterange) AND d.day < upper($1::daterange)
), above AS (
  SELECT b.community_id, b.community, b.zone, b.starts_at, b.starts_at + make_interval(secs => b.slot_s) AS ends_at,
         b.slot_s, b.consumption_wh, c.limit_w,
         lag(b.starts_at + make_interval(secs => b.slot_s)) OVER w IS DISTINCT FROM b.starts_at AS is_first
  FROM aggregate.balance($1::daterange, $2::text, $3::timestamptz, $4::integer) AS b
  JOIN ceiling AS c USING (community_id, day)
  WHERE b.consumption_wh * 3600 > c.limit_w * b.slot_s
  WINDOW w AS (PARTITION BY b.community_id ORDER BY b.starts_at)
), island AS (
  SELECT *, count(*) FILTER (WHERE is_first) OVER (PARTITION BY community_id ORDER BY starts_at) AS island
  FROM above
), event AS (
  SELECT community, zone, min(starts_at) AS starts_at, max(ends_at) AS ends_at, sum(slot_s) / 60 AS minutes,
         max(ARRAY[aggregate.mean_w(consumption_wh, slot_s), floor(limit_w)]) AS peak,
         sum(consumption_wh - limit_w * slot_s / 3600) AS above_wh
  FROM island
  GROUP BY community_id, community, zone, island
)
SELECT community, extract(epoch FROM starts_at AT TIME ZONE zone)::bigint AS starts_s,
       extract(epoch FROM (starts_at AT TIME ZONE zone) - (starts_at AT TIME ZONE 'UTC'))::integer AS start_offset_s,
       extract(epoch FROM ends_at AT TIME ZONE zone)::bigint AS ends_s,
       extract(epoch FROM (ends_at AT TIME ZONE zone) - (ends_at AT TIME ZONE 'UTC'))::integer AS end_offset_s,
       minutes, peak[1]::bigint AS peak_w, peak[2]::bigint AS limit_w, trim_scale(round(above_wh, 3)) AS above_wh
FROM event
ORDER BY community, event.starts_at
