-- Show what the registry says of some communities.
--
-- $1 communities  text[]  codes
-- returns many
--   community       text     code
--   name            text     name
--   zone            text     IANA time zone
--   limit_w         bigint   greatest mean power in W; NULL: none
--   tense_percent   numeric
--   reopen_percent  numeric
--   autarky         text     strict or net
--   seller          text     code; NULL: none
--   latitude        numeric  degrees north; NULL: that of the zone
--   longitude       numeric  degrees east
SELECT community, name, zone, limit_w, tense_percent, reopen_percent, autarky, seller, latitude, longitude
FROM grid.community
LEFT JOIN grid.seller USING (seller_id)
WHERE community = ANY ($1::text[])
