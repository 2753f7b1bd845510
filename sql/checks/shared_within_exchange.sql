-- No member takes over more than it drew in a slot, or gives more than it fed in. Days that wait for allocation are left out.
--
-- One sum instead of a join of slots: for that the planner compares all slots of a community with each other.
--
-- returns many
--   community_id  bigint
--   meter_id      bigint
--   day           date
--   slot          integer
SELECT x.community_id, x.meter_id, x.day, x.slot
FROM (
  SELECT community_id, meter_id, day, slot, shared_in_wh, shared_out_wh, 0 AS import_wh, 0 AS export_wh
  FROM aggregate.allocation_slot
  UNION ALL
  SELECT s.community_id, s.meter_id, s.day, (s.slot - 1) * s.slot_s / k.slot_s + 1, 0, 0, s.import_wh, s.export_wh
  FROM aggregate.slot AS s
  JOIN aggregate.community_allocation AS k USING (community_id, day)
) AS x
LEFT JOIN ops.stale_allocation AS w USING (community_id, day)
WHERE w.day IS NULL
GROUP BY x.community_id, x.meter_id, x.day, x.slot
HAVING bool_or(x.shared_in_wh < 0 OR x.shared_out_wh < 0) OR sum(x.shared_in_wh) > coalesce(sum(x.import_wh), 0)
    OR sum(x.shared_out_wh) > coalesce(sum(x.export_wh), 0)
ORDER BY x.community_id, x.meter_id, x.day, x.slot
