-- Add rates of taxes, or change those that are there.
--
-- $1 tax         text[]     codes
-- $2 valid_from  date[]     first local day of the rate
-- $3 unit        text[]     percent, kWh, grid_kWh, month or kVA
-- $4 rate        numeric[]  percent, or EUR without VAT
-- $5 vat_rate    numeric[]  percent; NULL: the tax of vat_tax says it, or there is none
-- $6 vat_tax     text[]     codes; NULL: vat_rate says it, or there is none
-- returns none
INSERT INTO grid.tax_rate (tax_id, valid_from, unit, rate, vat_rate, vat_tax_id)
SELECT t.tax_id, g.valid_from, g.unit, g.rate, g.vat_rate, v.tax_id
FROM unnest($1::text[], $2::date[], $3::text[], $4::numeric[], $5::numeric[], $6::text[])
  AS g (tax, valid_from, unit, rate, vat_rate, vat_tax)
JOIN grid.tax AS t ON t.tax = g.tax
LEFT JOIN grid.tax AS v ON v.tax = g.vat_tax
ON CONFLICT (tax_id, valid_from) DO UPDATE
SET unit = excluded.unit, rate = excluded.rate, vat_rate = excluded.vat_rate, vat_tax_id = excluded.vat_tax_id
