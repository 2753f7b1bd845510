-- List the index reads of a meter that hold, with the energy since the read before of the same dial and device.
--
-- Order: instant, register, dial, and at an exchange the old device first. A read at the end of the period is in it.
--
-- $1 meter   text       code
-- $2 period  daterange  local days; NULL: all
-- returns many
--   register     smallint
--   dial         text
--   serial       text      empty: not known
--   read_s       bigint    seconds since 1970-01-01T00:00:00Z
--   offset_s     integer   local time minus UTC
--   index_kwh    numeric
--   quality      text      grade, and the dump's word for it
--   delta_kwh    numeric   NULL: the first read, or see reason
--   rolled_over  boolean
--   reason       text      why there is no delta; NULL: there is one, or nothing to subtract
--   file         text
SELECT s.register, s.dial, s.serial, extract(epoch FROM s.read_at)::bigint AS read_s,
       extract(epoch FROM (s.read_at AT TIME ZONE k.zone) - (s.read_at AT TIME ZONE 'UTC'))::integer AS offset_s,
       s.index_mwh * 0.000001 AS index_kwh, concat_ws(' ', q.grade, nullif(q.raw, '')) AS quality,
       d.wh * 0.001 AS delta_kwh, d.rolled_over, d.reason, b.file
FROM (
  SELECT DISTINCT c.community_id, c.zone, m.meter_id
  FROM grid.meter AS m
  JOIN grid.membership AS p USING (meter_id)
  JOIN grid.community AS c USING (community_id)
  WHERE m.meter = $1::text) AS k
CROSS JOIN LATERAL (
  SELECT *
  FROM grid.register_state AS r
  WHERE r.community_id = k.community_id AND r.meter_id = k.meter_id
    AND ($2::daterange IS NULL
         OR r.read_at >= grid.day_start(lower($2::daterange), k.zone)
            AND r.read_at <= grid.day_start(upper($2::daterange), k.zone))
  OFFSET 0) AS s
LEFT JOIN LATERAL (
  SELECT *
  FROM grid.register_delta AS r
  WHERE r.community_id = k.community_id AND r.meter_id = k.meter_id
  OFFSET 0) AS d
  ON d.register = s.register AND d.dial = s.dial AND d.serial = s.serial AND d.to_at = s.read_at
LEFT JOIN grid.quality AS q ON q.code = s.quality
LEFT JOIN grid.meter_serial AS g ON g.meter_id = k.meter_id AND g.serial = s.serial
JOIN ingest.batch AS b ON b.batch_id = s.batch_id
ORDER BY s.read_at, s.register, s.dial, g.since NULLS FIRST, s.serial, k.community_id
