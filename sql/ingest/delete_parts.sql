-- Delete what batches of our own said of blocks.
--
-- $1 community_ids  bigint[]    one element a part, as in the others
-- $2 meter_ids      bigint[]
-- $3 registers      smallint[]
-- $4 days           date[]
-- $5 batch_ids      bigint[]
-- returns none
DELETE FROM grid.block_part AS p
USING unnest($1::bigint[], $2::bigint[], $3::smallint[], $4::date[], $5::bigint[])
  AS k (community_id, meter_id, register, day, batch_id)
WHERE p.community_id = k.community_id AND p.meter_id = k.meter_id AND p.register = k.register AND p.day = k.day
  AND p.batch_id = k.batch_id
