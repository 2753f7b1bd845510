-- Show all versions of some tariffs with their prices.
--
-- $1 tariffs  text[]  codes
-- returns many
--   tariff      text     code
--   valid_from  date     first local day of the version
--   component   text     standing_charge, energy or feed_in; NULL: the version has no price
--   period      text     name of the energy period; empty for the other components
--   windows     text     local windows HH:MM-HH:MM joined by a space; empty: the rest of the day
--   price       numeric  EUR without VAT, a month or a kWh
--   vat_rate    numeric  percent
SELECT t.tariff, v.valid_from, p.component, p.period, array_to_string(p.windows, ' ') AS windows, p.price, p.vat_rate
FROM grid.tariff AS t
JOIN grid.tariff_version AS v USING (tariff_id)
LEFT JOIN grid.tariff_price AS p USING (tariff_id, valid_from)
WHERE t.tariff = ANY ($1::text[])
