-- List how complete each meter's readings of a period are, what of them is estimated, and how many blocks were revised.
--
-- Readings are expected for the days that had ended at $3, and for later days that have some. A block is one register
-- of one day; it is revised when a later dump changed a value that was known. Order: community, meter.
--
-- $1 period     daterange    local days of each community
-- $2 community  text         NULL: all
-- $3 as_of      timestamptz
-- returns many
--   community       text
--   meter           text
--   interval_s      integer
--   day_count       bigint
--   empty_days      bigint   without a single known reading
--   partial_days    bigint   with some readings missing
--   expected_count  numeric
--   measured_count  numeric  known, and no estimate
--   estimated_count numeric
--   missing_count   numeric
--   completeness    numeric  share that was measured
--   revised_blocks  bigint
--   stale_days      bigint   whose totals are older than their readings
WITH member_day AS (
  SELECT * FROM grid.member_days($1::daterange, $2::text, $3::timestamptz)
), counted AS (
  SELECT community_id, m.community, meter_id, m.meter, m.interval_s, day,
         coalesce(d.expected_count::numeric, round(extract(epoch FROM grid.day_start(day + 1, m.zone)
           - grid.day_start(day, m.zone)) / m.interval_s)) AS expected_count,
         coalesce(d.present_count, 0) AS present_count, coalesce(d.estimated_count, 0) AS estimated_count
  FROM member_day AS m
  LEFT JOIN aggregate.meter_day AS d USING (community_id, meter_id, day)
  WHERE m.ended OR d.day IS NOT NULL
), stale AS (
  SELECT community_id, meter_id, count(*) AS stale_days
  FROM ops.stale_day
  WHERE day >= lower($1::daterange) AND day < upper($1::daterange)
  GROUP BY community_id, meter_id
), revised AS (
  SELECT community_id, meter_id, count(*) AS revised_blocks
  FROM grid.interval_block
  WHERE day >= lower($1::daterange) AND day < upper($1::daterange) AND revision > 1
  GROUP BY community_id, meter_id
)
SELECT c.community, c.meter, c.interval_s, count(*) AS day_count, count(*) FILTER (WHERE present_count = 0) AS empty_days,
       count(*) FILTER (WHERE present_count > 0 AND present_count < expected_count) AS partial_days,
       sum(expected_count) AS expected_count, sum(present_count - estimated_count)::numeric AS measured_count,
       sum(estimated_count)::numeric AS estimated_count, sum(expected_count - present_count) AS missing_count,
       round(sum(present_count - estimated_count) / nullif(sum(expected_count), 0), 6) AS completeness,
       coalesce(max(r.revised_blocks), 0) AS revised_blocks, coalesce(max(t.stale_days), 0) AS stale_days
FROM counted AS c
LEFT JOIN revised AS r USING (community_id, meter_id)
LEFT JOIN stale AS t USING (community_id, meter_id)
GROUP BY c.community, c.meter, c.interval_s
ORDER BY c.community, c.meter
