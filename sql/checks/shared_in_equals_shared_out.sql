-- In each slot members take over what others give, and both are what the community shared.
--
-- returns many
--   community_id  bigint
--   day           date
--   slot          integer
WITH member AS (
  SELECT community_id, day, slot, sum(shared_in_wh) AS in_wh, sum(shared_out_wh) AS out_wh
  FROM aggregate.allocation_slot
  GROUP BY community_id, day, slot
), community AS (
  SELECT a.community_id, a.day, q.slot::integer AS slot, q.shared * grid.unit(a.exponent) AS shared_wh
  FROM aggregate.community_allocation AS a
  CROSS JOIN LATERAL unnest(a.shared) WITH ORDINALITY AS q (shared, slot)
)
SELECT community_id, day, slot
FROM member
FULL JOIN community USING (community_id, day, slot)
WHERE coalesce(in_wh, 0) <> coalesce(out_wh, 0) OR coalesce(in_wh, 0) <> coalesce(shared_wh, 0)
ORDER BY community_id, day, slot
