-- List the communities whose readings are validated, and where on earth they are. Order: community.
--
-- $1 community  text         code; NULL: all
-- $2 as_of      timestamptz  the clock of the run
-- returns many
--   community_id  bigint
--   community     text
--   zone          text
--   latitude      numeric  degrees north; NULL: not known
--   longitude     numeric  degrees east
--   today         date     local day of the clock
SELECT community_id, community, zone, latitude, longitude,
       ($2::timestamptz AT TIME ZONE zone)::date AS today
FROM grid.community
WHERE $1::text IS NULL OR community = $1::text
ORDER BY community_id
