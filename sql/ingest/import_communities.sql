-- Add communities, or change those that are there.
--
-- $1 community       text[]     codes
-- $2 name            text[]     names
-- $3 zone            text[]     IANA time zones
-- $4 limit_w         bigint[]   greatest mean power in W, 0 included; NULL: none
-- $5 tense_percent   numeric[]
-- $6 reopen_percent  numeric[]
-- $7 autarky         text[]     strict or net
-- returns none
INSERT INTO grid.community (community, name, zone, limit_w, tense_percent, reopen_percent, autarky)
SELECT community, name, zone, limit_w, tense_percent, reopen_percent, autarky
FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::numeric[], $6::numeric[], $7::text[])
  AS given (community, name, zone, limit_w, tense_percent, reopen_percent, autarky)
ON CONFLICT (community) DO UPDATE
SET name = excluded.name, zone = excluded.zone, limit_w = excluded.limit_w, tense_percent = excluded.tense_percent,
    reopen_percent = excluded.reopen_percent, autarky = excluded.autarky
