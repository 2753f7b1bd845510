-- Queue the community days that were made again for allocation.
--
-- $1 community_id  bigint
-- returns none
INSERT INTO ops.stale_allocation (community_id, day)
SELECT DISTINCT $1::bigint, day FROM unit
ON CONFLICT DO NOTHING
