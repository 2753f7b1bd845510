-- Delete parts of blocks that one dump makes alone again: the block says the same.
--
-- Of an edit the part stays: it is kept when the edit is undone.
--
-- $1 community_ids  bigint[]    one element a block, as in the others
-- $2 meter_ids      bigint[]
-- $3 registers      smallint[]
-- $4 days           date[]
-- returns none
DELETE FROM grid.block_part AS p
USING unnest($1::bigint[], $2::bigint[], $3::smallint[], $4::date[]) AS k (community_id, meter_id, register, day),
  grid.interval_block AS b, ingest.batch AS s
WHERE b.community_id = k.community_id AND b.meter_id = k.meter_id AND b.register = k.register AND b.day = k.day
  AND p.community_id = k.community_id AND p.meter_id = k.meter_id AND p.register = k.register AND p.day = k.day
  AND p.batch_id = b.batch_id AND s.batch_id = b.batch_id AND s.rank = 1
