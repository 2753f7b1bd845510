-- Move a community's stale meter days from the queue into the session's table.
--
-- Rows are locked in the order in which ingests queue them, so that the two do not wait for each other.
--
-- $1 community_id  bigint
-- $2 period        daterange  local days; NULL: all
-- returns none
WITH due AS MATERIALIZED (
  SELECT meter_id, days
  FROM ops.stale
  WHERE community_id = $1::bigint AND ($2::daterange IS NULL OR days && $2::daterange)
  ORDER BY meter_id, days
  FOR UPDATE
), taken AS (
  DELETE FROM ops.stale AS s
  USING due AS d
  WHERE s.community_id = $1::bigint AND s.meter_id = d.meter_id AND s.days = d.days
  RETURNING s.meter_id, s.days
), rest AS (
  INSERT INTO ops.stale (community_id, meter_id, days)
  SELECT $1::bigint, meter_id, unnest(datemultirange(days) - datemultirange($2::daterange))
  FROM taken
  WHERE $2::daterange IS NOT NULL
  ON CONFLICT DO NOTHING
)
INSERT INTO unit (meter_id, day)
SELECT DISTINCT t.meter_id, d::date
FROM taken AS t
CROSS JOIN LATERAL (SELECT t.days * coalesce($2::daterange, '(,)') AS days) AS w
CROSS JOIN LATERAL generate_series(lower(w.days)::timestamp, (upper(w.days) - 1)::timestamp, interval '1 day') AS d
