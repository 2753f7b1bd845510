-- No member takes over more than it drew in a slot, or gives more than it fed in. Days that wait for allocation are left out.
--
-- returns many
--   community_id  bigint
--   meter_id      bigint
--   day           date
--   slot          integer
SELECT a.community_id, a.meter_id, a.day, a.slot
FROM aggregate.allocation_slot AS a
LEFT JOIN (
  SELECT s.community_id, s.meter_id, s.day, (s.slot - 1) * s.slot_s / k.slot_s + 1 AS slot,
         sum(s.import_wh) AS import_wh, sum(s.export_wh) AS export_wh
  FROM aggregate.slot AS s
  JOIN aggregate.community_allocation AS k USING (community_id, day)
  GROUP BY s.community_id, s.meter_id, s.day, (s.slot - 1) * s.slot_s / k.slot_s + 1
) AS m USING (community_id, meter_id, day, slot)
LEFT JOIN ops.stale_allocation AS w USING (community_id, day)
WHERE w.day IS NULL
  AND (a.shared_in_wh < 0 OR a.shared_out_wh < 0 OR a.shared_in_wh > coalesce(m.import_wh, 0)
       OR a.shared_out_wh > coalesce(m.export_wh, 0))
ORDER BY a.community_id, a.meter_id, a.day, a.slot
