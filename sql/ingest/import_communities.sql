-- Add communities, or change those that are there.
--
-- $1 community       text[]     codes
-- $2 name            text[]     names
-- $3 zone            text[]     IANA time zones
-- $4 limit_w         bigint[]   greatest mean power in W, 0 included; NULL: none
-- $5 tense_percent   numeric[]
-- $6 reopen_percent  numeric[]
-- $7 autarky         text[]     strict or net
-- $8 seller          text[]     codes; NULL: none
-- $9 latitude        numeric[]  degrees north; NULL: that of the zone
-- $10 longitude      numeric[]  degrees east
-- returns none
INSERT INTO grid.community (community, name, zone, seller_id, limit_w, tense_percent, reopen_percent, autarky,
  latitude, longitude)
SELECT g.community, g.name, g.zone, s.seller_id, g.limit_w, g.tense_percent, g.reopen_percent, g.autarky,
       g.latitude, g.longitude
FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::numeric[], $6::numeric[], $7::text[], $8::text[],
            $9::numeric[], $10::numeric[])
  AS g (community, name, zone, limit_w, tense_percent, reopen_percent, autarky, seller, latitude, longitude)
LEFT JOIN grid.seller AS s ON s.seller = g.seller
ON CONFLICT (community) DO UPDATE
SET name = excluded.name, zone = excluded.zone, seller_id = excluded.seller_id, limit_w = excluded.limit_w,
    tense_percent = excluded.tense_percent, reopen_percent = excluded.reopen_percent, autarky = excluded.autarky,
    latitude = excluded.latitude, longitude = excluded.longitude
