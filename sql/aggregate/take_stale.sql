-- Move a community's stale meter days from the queue into the session's table.
--
-- $1 community_id  bigint
-- $2 period        daterange  local days; NULL: all
-- returns none
WITH taken AS (
  DELETE FROM ops.stale
  WHERE community_id = $1::bigint AND ($2::daterange IS NULL OR days && $2::daterange)
  RETURNING meter_id, days
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
