-- List when meters were autarkic, strictly and net, cell by cell.
--
-- Strict: nothing was drawn from the grid. Net: production met use. Unknown: a reading is missing and nothing known speaks
-- against it. A meter of a longer interval than its slots has its own grain in strict. A cell is autarkic when all of its
-- slots are. Order: community, meter, time.
--
-- $1 from_at    timestamptz
-- $2 as_of      timestamptz  end of the window: cells that had not ended are cut there
-- $3 community  text         NULL: all
-- $4 grain      text         5min, hour, day or month
-- returns many
--   community       text
--   meter           text
--   starts_s        bigint   what the local clock shows, as seconds since 1970-01-01T00:00 on that clock
--   offset_s        integer  local time minus UTC
--   strict          text     yes, no or unknown
--   net             text     yes, no or unknown
--   minutes         bigint
--   strict_minutes  bigint
--   net_minutes     bigint
--   strict_share    numeric
--   net_share       numeric
--   completeness    numeric
WITH slot AS (
  SELECT c.community, m.meter, c.zone, s.day, s.slot, s.slot_s, s.starts_at,
         CASE WHEN get_bit(d.strict_bits, (s.slot - 1) * s.slot_s / d.strict_bits_s) = 1 THEN 'yes'
              WHEN s.import_wh > 0 OR s.present_count = s.expected_count THEN 'no' ELSE 'unknown' END AS strict,
         CASE WHEN s.present_count < s.expected_count OR s.production_wh IS NULL OR s.consumption_wh IS NULL THEN 'unknown'
              WHEN s.production_wh >= s.consumption_wh THEN 'yes' ELSE 'no' END AS net,
         s.present_count, s.expected_count
  FROM aggregate.slot AS s
  JOIN aggregate.meter_day AS d USING (community_id, meter_id, day)
  JOIN grid.meter AS m USING (meter_id)
  JOIN grid.community AS c USING (community_id)
  WHERE d.day BETWEEN ($1::timestamptz AT TIME ZONE c.zone)::date AND ($2::timestamptz AT TIME ZONE c.zone)::date
    AND s.starts_at >= $1::timestamptz AND s.starts_at + make_interval(secs => s.slot_s) <= $2::timestamptz
    AND ($3::text IS NULL OR c.community = $3::text)
)
SELECT community, meter, extract(epoch FROM min(starts_at) AT TIME ZONE zone)::bigint AS starts_s,
       extract(epoch FROM (min(starts_at) AT TIME ZONE zone) - (min(starts_at) AT TIME ZONE 'UTC'))::integer AS offset_s,
       CASE WHEN bool_or(strict = 'no') THEN 'no' WHEN bool_or(strict = 'unknown') THEN 'unknown' ELSE 'yes' END AS strict,
       CASE WHEN bool_or(net = 'no') THEN 'no' WHEN bool_or(net = 'unknown') THEN 'unknown' ELSE 'yes' END AS net,
       sum(slot_s) / 60 AS minutes, coalesce(sum(slot_s) FILTER (WHERE strict = 'yes'), 0) / 60 AS strict_minutes,
       coalesce(sum(slot_s) FILTER (WHERE net = 'yes'), 0) / 60 AS net_minutes,
       round(coalesce(sum(slot_s) FILTER (WHERE strict = 'yes'), 0)::numeric / sum(slot_s), 6) AS strict_share,
       round(coalesce(sum(slot_s) FILTER (WHERE net = 'yes'), 0)::numeric / sum(slot_s), 6) AS net_share,
       round(sum(present_count)::numeric / nullif(sum(expected_count), 0), 6) AS completeness
FROM slot
GROUP BY community, meter, zone, date_trunc(CASE $4::text WHEN 'month' THEN 'month' ELSE 'day' END, day::timestamp),
         CASE $4::text WHEN '5min' THEN slot WHEN 'hour' THEN (slot - 1) * slot_s / 3600 ELSE 0 END
ORDER BY community, meter, min(starts_at)
