-- Keep what a dump said of registers, from the session's table, and tell the days on which intervals are to be compared.
--
-- A read ends its local day, and with the next read begins another comparison.
--
-- returns many
--   community_id  bigint
--   meter_id      bigint
--   first_day     date
--   end_day       date    excluded
WITH said AS (
  SELECT DISTINCT community_id, meter_id, register, to_timestamp(read_s) AS read_at FROM read_stage
), touched AS (
  SELECT DISTINCT s.community_id, s.meter_id, ((t.read_at - interval '1 microsecond') AT TIME ZONE c.zone)::date AS day
  FROM said AS s
  JOIN grid.community AS c USING (community_id)
  CROSS JOIN LATERAL (
    SELECT s.read_at
    UNION ALL
    SELECT min(r.read_at)
    FROM grid.register_read AS r
    WHERE r.community_id = s.community_id AND r.meter_id = s.meter_id AND r.register = s.register AND r.read_at > s.read_at
  ) AS t
  WHERE t.read_at IS NOT NULL
), put AS (
  INSERT INTO grid.register_read AS r (community_id, meter_id, register, dial, serial, read_at, batch_id, index_mwh, quality,
    family, turn_mwh)
  SELECT community_id, meter_id, register, dial, serial, to_timestamp(read_s), batch_id, index_mwh, quality, family, turn_mwh
  FROM read_stage
  ON CONFLICT (community_id, meter_id, register, dial, serial, read_at, batch_id) DO UPDATE
  SET index_mwh = excluded.index_mwh, quality = excluded.quality, family = excluded.family,
      turn_mwh = excluded.turn_mwh
)
SELECT d.community_id, d.meter_id, lower(d.days) AS first_day, upper(d.days) AS end_day
FROM (
  SELECT community_id, meter_id, unnest(range_agg(daterange(day, day + 1))) AS days FROM touched GROUP BY community_id, meter_id
) AS d
