-- A meter's day holds exactly the energy of its consumption and production blocks.
--
-- returns many
--   community_id  bigint
--   meter_id      bigint
--   day           date
SELECT b.community_id, b.meter_id, b.day
FROM grid.interval_block AS b
LEFT JOIN aggregate.meter_day AS d USING (community_id, meter_id, day)
LEFT JOIN ops.stale_day AS s USING (community_id, meter_id, day)
WHERE b.register IN (3, 4) AND s.day IS NULL
  AND CASE b.register WHEN 3 THEN d.consumption_wh ELSE d.production_wh END
      IS DISTINCT FROM (SELECT coalesce(sum(wh), 0) FROM unnest(b.wh) AS wh) * grid.unit(b.exponent)
ORDER BY b.community_id, b.meter_id, b.day
