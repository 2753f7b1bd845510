-- Find a tariff by its code.
--
-- $1 tariff  text
-- returns many
--   tariff_id  bigint
SELECT tariff_id FROM grid.tariff WHERE tariff = $1::text
