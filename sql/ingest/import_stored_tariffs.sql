-- Show all versions of some tariffs with their prices.
--
-- $1 tariffs  text[]  codes
-- returns many
--   tariff      text     code
--   valid_from  date     first local day of the version
--   calendar    text     code; NULL: none
--   component   text     what is priced; NULL: the version has no price
--   period      text     name of the energy period, or code of a tax; else empty
--   above_kwh   numeric  the price is that of the kWh of a month above this
--   power_kva   numeric  subscribed power that a standing charge is for; 0: any
--   windows     text     see Grid.TariffWindow, joined by a space; empty: all the rest
--   price       numeric  EUR without VAT, a month, a kVA and month, or a kWh; NULL: a tax
--   vat_rate    numeric  percent; NULL: vat_tax says it, or it is a tax
--   vat_tax     text     code of the VAT; NULL: vat_rate says it, or it is a tax
SELECT t.tariff, v.valid_from, c.calendar, p.component, p.period, p.above_kwh, p.power_kva,
       array_to_string(p.windows, ' ') AS windows, p.price, p.vat_rate, x.tax AS vat_tax
FROM grid.tariff AS t
JOIN grid.tariff_version AS v USING (tariff_id)
LEFT JOIN grid.calendar AS c ON c.calendar_id = v.calendar_id
LEFT JOIN grid.tariff_price AS p USING (tariff_id, valid_from)
LEFT JOIN grid.tax AS x ON x.tax_id = p.vat_tax_id
WHERE t.tariff = ANY ($1::text[])
