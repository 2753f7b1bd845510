-- Keep what the readings of meters' days were, where it is not kept yet.
--
-- $1 day            date
-- $2 community_ids  bigint[]
-- $3 meter_ids      bigint[]
-- $4 digests        bigint[]
-- returns none
INSERT INTO partner.release_source (community_id, meter_id, day, digest)
SELECT n.community_id, n.meter_id, $1::date, n.digest
FROM unnest($2::bigint[], $3::bigint[], $4::bigint[]) AS n (community_id, meter_id, digest)
ON CONFLICT DO NOTHING
