-- Move a community's stale meter days from the queue into the session's table.
--
-- $1 community_id  bigint
-- $2 period        daterange  local days; NULL: all
-- returns none
WITH taken AS (
  DELETE FROM ops.stale
  WHERE community_id = $1::bigint AND ($2::daterange IS NULL OR day <@ $2::daterange)
  RETURNING meter_id, day
)
INSERT INTO unit (meter_id, day)
SELECT meter_id, day FROM taken
