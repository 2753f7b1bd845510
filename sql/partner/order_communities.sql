-- List communities by their codes, or all, and say whether a period is over in them. Order: code.
--
-- $1 communities  text[]       empty: all
-- $2 period       daterange    local days
-- $3 as_of        timestamptz
-- returns many
--   community_id  bigint
--   community     text
--   zone          text
--   ended         boolean
SELECT community_id, community, zone, grid.day_start(upper($2::daterange), zone) <= $3::timestamptz AS ended
FROM grid.community
WHERE $1::text[] = '{}' OR community = ANY ($1::text[])
ORDER BY community COLLATE "C"
