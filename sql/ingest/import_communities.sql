-- Add communities, or change those that are there.
--
-- $1 community  text[]    codes
-- $2 name       text[]    names
-- $3 zone       text[]    IANA time zones
-- $4 limit_w    bigint[]  greatest mean power in W; NULL: none
-- returns none
INSERT INTO grid.community (community, name, zone, limit_w)
SELECT community, name, zone, limit_w
FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[]) AS given (community, name, zone, limit_w)
ON CONFLICT (community) DO UPDATE
SET name = excluded.name, zone = excluded.zone, limit_w = excluded.limit_w
