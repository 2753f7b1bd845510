-- Find rates of taxes whose days are in an issued invoice.
--
-- A tax is in an invoice when the tariff version of a line's days has it as a levy, as the VAT of a price, or as the VAT
-- of a levy.
--
-- $1 tax         text[]  codes
-- $2 valid_from  date[]  first local day of the rate
-- $3 end_day     date[]  first day of the next rate; NULL: there is none
-- returns many
--   tax         text  code
--   valid_from  date  first local day of the rate
--   invoice     text  one of the invoices
WITH version AS (
  SELECT tariff_id, valid_from,
         daterange(valid_from, lead(valid_from) OVER (PARTITION BY tariff_id ORDER BY valid_from)) AS during
  FROM grid.tariff_version
), used AS (
  SELECT DISTINCT p.tariff_id, p.valid_from, u.tax_id
  FROM grid.tariff_price AS p
  LEFT JOIN grid.tax_rate AS levy ON levy.tax_id = p.tax_id
  CROSS JOIN LATERAL unnest(ARRAY[p.tax_id, p.vat_tax_id, levy.vat_tax_id]) AS u (tax_id)
)
SELECT g.tax, g.valid_from, min(l.invoice) AS invoice
FROM unnest($1::text[], $2::date[], $3::date[]) AS g (tax, valid_from, end_day)
JOIN grid.tax AS t ON t.tax = g.tax
JOIN used AS u ON u.tax_id = t.tax_id
JOIN version AS v ON v.tariff_id = u.tariff_id AND v.valid_from = u.valid_from
JOIN grid.contract AS k ON k.tariff_id = v.tariff_id
JOIN billing.invoice_line AS l
  ON l.contract_id = k.contract_id AND l.during && (v.during * daterange(g.valid_from, g.end_day))
GROUP BY g.tax, g.valid_from
