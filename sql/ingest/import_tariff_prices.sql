-- Add the prices of tariff versions.
--
-- $1 tariff      text[]     codes
-- $2 valid_from  date[]     first local day of the version
-- $3 component   text[]     what is priced
-- $4 period      text[]     name of the energy period, or code of a tax; else empty
-- $5 above_kwh   numeric[]  the price is that of the kWh of a month above this
-- $6 power_kva   numeric[]  subscribed power that a standing charge is for; 0: any
-- $7 price       numeric[]  EUR without VAT, a month, a kVA and month, or a kWh; NULL: a tax
-- $8 vat_rate    numeric[]  percent; NULL: vat_tax says it, or it is a tax
-- $9 vat_tax     text[]     codes; NULL: vat_rate says it, or it is a tax
-- $10 windows    text[]     see Grid.TariffWindow, joined by a space; empty: all the rest
-- returns none
INSERT INTO grid.tariff_price (tariff_id, valid_from, component, period, above_kwh, power_kva, price, vat_rate, vat_tax_id,
                               tax_id, windows)
SELECT t.tariff_id, g.valid_from, g.component, g.period, g.above_kwh, g.power_kva, g.price, g.vat_rate, v.tax_id, x.tax_id,
       string_to_array(g.windows, ' ')
FROM unnest($1::text[], $2::date[], $3::text[], $4::text[], $5::numeric[], $6::numeric[], $7::numeric[], $8::numeric[],
            $9::text[], $10::text[])
  AS g (tariff, valid_from, component, period, above_kwh, power_kva, price, vat_rate, vat_tax, windows)
JOIN grid.tariff AS t ON t.tariff = g.tariff
LEFT JOIN grid.tax AS v ON v.tax = g.vat_tax
LEFT JOIN grid.tax AS x ON g.component = 'tax' AND x.tax = g.period
