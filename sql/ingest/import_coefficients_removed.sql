-- Delete the coefficients of members that the session's table does not name, and queue their days for allocation.
--
-- A slot of the table is told as a whole, for each producer.
--
-- returns none
WITH removed AS (
  DELETE FROM grid.sharing_slot AS s
  USING (SELECT DISTINCT community_id, day, starts_s, producer_meter_id FROM coefficient_stage) AS t
  WHERE s.community_id = t.community_id AND s.starts_at = to_timestamp(t.starts_s)
    AND s.producer_meter_id = t.producer_meter_id
    AND NOT EXISTS (
      SELECT FROM coefficient_stage AS g
      WHERE g.community_id = s.community_id AND g.starts_s = t.starts_s AND g.meter_id = s.meter_id
        AND g.producer_meter_id = s.producer_meter_id)
  RETURNING t.community_id, t.day
)
INSERT INTO ops.stale_allocation (community_id, day)
SELECT DISTINCT r.community_id, r.day
FROM removed AS r
JOIN aggregate.community_day AS d USING (community_id, day)
ORDER BY r.community_id, r.day
ON CONFLICT (community_id, day) DO UPDATE SET day = excluded.day
