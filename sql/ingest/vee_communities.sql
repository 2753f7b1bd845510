-- List the communities whose readings are validated, and where on earth they are. Order: community.
--
-- $1 community  text         code; NULL: all
-- $2 as_of      timestamptz  the clock of the run
-- returns many
--   community_id  bigint
--   community     text
--   zone          text
--   latitude      float8       degrees north; NULL: not known
--   longitude     float8       degrees east
--   today         date              local day of the clock
SELECT community_id, community, zone, latitude::double precision AS latitude, longitude::double precision AS longitude,
       ($2::timestamptz AT TIME ZONE zone)::date AS today
FROM grid.community
WHERE $1::text IS NULL OR community = $1::text
ORDER BY community_id
