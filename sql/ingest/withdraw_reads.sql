-- Delete the reads of a dump, and queue the days on which intervals are to be compared otherwise now.
--
-- The same days as when they were loaded: a read ends its local day, and with the next read begins another comparison.
--
-- $1 batch_id  bigint
-- returns one
--   count  bigint
WITH gone AS (
  DELETE FROM grid.register_read WHERE batch_id = $1::bigint RETURNING community_id, meter_id, register, read_at
), touched AS (
  SELECT DISTINCT s.community_id, s.meter_id, ((t.read_at - interval '1 microsecond') AT TIME ZONE c.zone)::date AS day
  FROM (SELECT DISTINCT community_id, meter_id, register, read_at FROM gone) AS s
  JOIN grid.community AS c USING (community_id)
  CROSS JOIN LATERAL (
    SELECT s.read_at
    UNION ALL
    SELECT min(r.read_at)
    FROM grid.register_read AS r
    WHERE r.community_id = s.community_id AND r.meter_id = s.meter_id AND r.register = s.register AND r.read_at > s.read_at
      AND r.batch_id <> $1::bigint
  ) AS t
  WHERE t.read_at IS NOT NULL
), unvalidated AS (
  INSERT INTO ingest.unvalidated (community_id, meter_id, days)
  SELECT community_id, meter_id, unnest(range_agg(daterange(day, day + 1))) AS days
  FROM touched
  GROUP BY community_id, meter_id
  ORDER BY community_id, meter_id, days
  ON CONFLICT (community_id, meter_id, days) DO UPDATE SET days = excluded.days
)
SELECT count(*) AS count FROM gone
