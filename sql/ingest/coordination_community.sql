-- Find a community, and how far its clock is ahead of UTC.
--
-- $1 community  text         code
-- $2 as_of      timestamptz
-- returns many
--   community_id  bigint
--   offset_s      integer  seconds at that instant
SELECT community_id,
       extract(epoch FROM ($2::timestamptz AT TIME ZONE zone) - ($2::timestamptz AT TIME ZONE 'UTC'))::integer AS offset_s
FROM grid.community
WHERE community = $1::text
