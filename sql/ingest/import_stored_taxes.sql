-- Show all rates of some taxes.
--
-- $1 taxes  text[]  codes
-- returns many
--   tax         text     code
--   valid_from  date     first local day of the rate
--   unit        text     percent: a VAT rate; else kWh, grid_kWh, month or kVA
--   rate        numeric  percent, or EUR without VAT
--   vat_rate    numeric  percent; NULL: vat_tax says it, or it is a VAT rate
--   vat_tax     text     code of the VAT; NULL: vat_rate says it, or it is a VAT rate
SELECT t.tax, r.valid_from, r.unit, r.rate, r.vat_rate, v.tax AS vat_tax
FROM grid.tax AS t
JOIN grid.tax_rate AS r ON r.tax_id = t.tax_id
LEFT JOIN grid.tax AS v ON v.tax_id = r.vat_tax_id
WHERE t.tax = ANY ($1::text[])
