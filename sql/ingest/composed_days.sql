-- List the meter days of which a dump and others speak.
--
-- $1 batch_id  bigint
-- returns many
--   community_id  bigint
--   meter_id      bigint
--   day           date
--   value_count   bigint  values that the dump holds of the day
SELECT community_id, meter_id, day, sum(cardinality(wh)) AS value_count
FROM grid.block_part
WHERE batch_id = $1::bigint
GROUP BY community_id, meter_id, day
ORDER BY community_id, meter_id, day
