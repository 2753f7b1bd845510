-- Show what the registry says of some communities.
--
-- $1 communities  text[]  codes
-- returns many
--   community  text    code
--   name       text    name
--   zone       text    IANA time zone
--   limit_w    bigint  greatest mean power in W; NULL: none
SELECT community, name, zone, limit_w
FROM grid.community
WHERE community = ANY ($1::text[])
