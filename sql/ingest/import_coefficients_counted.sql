-- Count the coefficients of the session's table that are new, and those that differ from what is stored.
--
-- returns one
--   added    bigint
--   changed  bigint
SELECT count(*) FILTER (WHERE s.coefficient IS NULL) AS added,
       count(*) FILTER (WHERE s.coefficient <> g.millionths * 0.000001) AS changed
FROM coefficient_stage AS g
LEFT JOIN grid.sharing_slot AS s
  ON s.community_id = g.community_id AND s.starts_at = to_timestamp(g.starts_s)
 AND s.producer_meter_id = g.producer_meter_id AND s.meter_id = g.meter_id
