-- Delete the prices of tariff versions that get new ones in the same transaction.
--
-- $1 tariff      text[]  codes
-- $2 valid_from  date[]  first local day
-- returns none
DELETE FROM grid.tariff_price AS p
USING unnest($1::text[], $2::date[]) AS g (tariff, valid_from), grid.tariff AS t
WHERE t.tariff = g.tariff AND p.tariff_id = t.tariff_id AND p.valid_from = g.valid_from
