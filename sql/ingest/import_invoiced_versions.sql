-- Find tariff versions whose days are in an issued invoice.
--
-- $1 tariff      text[]  codes
-- $2 valid_from  date[]  first local day of the version
-- $3 end_day     date[]  first day of the next version; NULL: there is none
-- returns many
--   tariff      text  code
--   valid_from  date  first local day of the version
--   invoice     text  one of the invoices
SELECT g.tariff, g.valid_from, min(l.invoice) AS invoice
FROM unnest($1::text[], $2::date[], $3::date[]) AS g (tariff, valid_from, end_day)
JOIN grid.tariff AS t ON t.tariff = g.tariff
JOIN grid.contract AS k ON k.tariff_id = t.tariff_id
JOIN billing.invoice_line AS l
  ON l.contract_id = k.contract_id AND l.during && daterange(g.valid_from, g.end_day)
GROUP BY g.tariff, g.valid_from
