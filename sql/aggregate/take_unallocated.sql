-- Take a community's days out of the queue for allocation, in order.
--
-- $1 community_id  bigint
-- $2 period        daterange  local days; NULL: all
-- returns many
--   day  date
WITH taken AS (
  DELETE FROM ops.stale_allocation
  WHERE community_id = $1::bigint AND ($2::daterange IS NULL OR day <@ $2::daterange)
  RETURNING day
)
SELECT day FROM taken ORDER BY day
