-- The slots of a member's allocation, and of the community's, add up to the day.
--
-- returns many
--   community_id  bigint
--   meter_id      bigint  NULL: the community's
--   day           date
SELECT community_id, meter_id, day
FROM aggregate.allocation
WHERE (shared_in_wh, shared_out_wh)
   <> ((SELECT coalesce(sum(wh), 0) FROM unnest(shared_in) AS wh) * grid.unit(exponent),
       (SELECT coalesce(sum(wh), 0) FROM unnest(shared_out) AS wh) * grid.unit(exponent))
UNION ALL
SELECT community_id, NULL, day
FROM aggregate.community_allocation
WHERE shared_wh <> (SELECT coalesce(sum(wh), 0) FROM unnest(shared) AS wh) * grid.unit(exponent)
ORDER BY community_id, meter_id, day
