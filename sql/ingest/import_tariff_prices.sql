-- Add the prices of tariff versions.
--
-- $1 tariff      text[]     codes
-- $2 valid_from  date[]     first local day of the version
-- $3 component   text[]     standing_charge, energy or feed_in
-- $4 period      text[]     name of the energy period; empty for the other components
-- $5 price       numeric[]  EUR without VAT, a month for standing_charge, else a kWh
-- $6 vat_rate    numeric[]  percent
-- $7 windows     text[]     local windows HH:MM-HH:MM joined by a space; empty: the rest of the day
-- returns none
INSERT INTO grid.tariff_price (tariff_id, valid_from, component, period, price, vat_rate, windows)
SELECT t.tariff_id, g.valid_from, g.component, g.period, g.price, g.vat_rate, string_to_array(g.windows, ' ')
FROM unnest($1::text[], $2::date[], $3::text[], $4::text[], $5::numeric[], $6::numeric[], $7::text[])
  AS g (tariff, valid_from, component, period, price, vat_rate, windows)
JOIN grid.tariff AS t ON t.tariff = g.tariff
