-- Store the coefficients of the session's table that are new or differ.
--
-- returns none
INSERT INTO grid.sharing_slot AS s (community_id, starts_at, producer_meter_id, meter_id, coefficient)
SELECT community_id, to_timestamp(starts_s), producer_meter_id, meter_id, millionths * 0.000001
FROM coefficient_stage
ON CONFLICT (community_id, starts_at, producer_meter_id, meter_id) DO UPDATE
SET coefficient = excluded.coefficient
WHERE s.coefficient <> excluded.coefficient
