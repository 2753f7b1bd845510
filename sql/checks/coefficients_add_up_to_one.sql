-- The coefficients of a slot, and of a producer in it, add up to one, or are all zero: nothing is shared then.
--
-- returns many
--   community_id       bigint
--   starts_at          timestamptz
--   producer_meter_id  bigint       0: of everybody's surplus together
SELECT community_id, starts_at, producer_meter_id
FROM grid.sharing_slot
GROUP BY community_id, starts_at, producer_meter_id
HAVING sum(coefficient) NOT IN (0, 1)
ORDER BY community_id, starts_at, producer_meter_id
