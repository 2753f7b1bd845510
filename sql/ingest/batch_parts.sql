-- Stream the blocks that a batch has a part in, one of several. Order: community, meter, day, register.
--
-- $1 batch_id  bigint
-- returns many
--   community_id  bigint
--   meter_id      bigint
--   register      smallint
--   day           date
--   interval_s    integer
SELECT community_id, meter_id, register, day, interval_s
FROM grid.block_part
WHERE batch_id = $1::bigint
ORDER BY community_id, meter_id, day, register
