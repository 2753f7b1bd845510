-- VAT of an invoice is taken once a rate, on the sum of that rate's lines.
--
-- returns many
--   community_id  bigint
--   invoice       text
--   vat_rate      numeric
WITH line AS (
  SELECT community_id, invoice, vat_rate, sum(net_eur) AS base_eur
  FROM billing.invoice_line
  GROUP BY community_id, invoice, vat_rate
)
SELECT community_id, invoice, vat_rate::numeric
FROM line AS l
FULL JOIN billing.invoice_vat AS v USING (community_id, invoice, vat_rate)
WHERE l.base_eur IS DISTINCT FROM v.base_eur OR v.vat_eur IS DISTINCT FROM round(l.base_eur * vat_rate / 100, 2)
ORDER BY 1, 2, 3
