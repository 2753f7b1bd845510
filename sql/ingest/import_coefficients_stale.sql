-- Queue the days for allocation whose coefficients differ from the session's table.
--
-- returns none
INSERT INTO ops.stale_allocation (community_id, day)
SELECT DISTINCT g.community_id, g.day
FROM coefficient_stage AS g
JOIN aggregate.community_day AS d USING (community_id, day)
LEFT JOIN grid.sharing_slot AS s
  ON s.community_id = g.community_id AND s.starts_at = to_timestamp(g.starts_s)
 AND s.producer_meter_id = g.producer_meter_id AND s.meter_id = g.meter_id
WHERE s.coefficient IS DISTINCT FROM g.millionths * 0.000001
ORDER BY g.community_id, g.day
ON CONFLICT (community_id, day) DO UPDATE SET day = excluded.day
