-- Delete interval blocks that nothing is known of any more.
--
-- $1 community_ids  bigint[]    one element a block, as in the others
-- $2 meter_ids      bigint[]
-- $3 registers      smallint[]
-- $4 days           date[]
-- returns none
DELETE FROM grid.interval_block AS b
USING unnest($1::bigint[], $2::bigint[], $3::smallint[], $4::date[]) AS k (community_id, meter_id, register, day)
WHERE b.community_id = k.community_id AND b.meter_id = k.meter_id AND b.register = k.register AND b.day = k.day
