-- Add tariff versions, without prices yet.
--
-- $1 tariff      text[]  codes
-- $2 valid_from  date[]  first local day
-- returns none
INSERT INTO grid.tariff_version (tariff_id, valid_from)
SELECT t.tariff_id, g.valid_from
FROM unnest($1::text[], $2::date[]) AS g (tariff, valid_from)
JOIN grid.tariff AS t ON t.tariff = g.tariff
