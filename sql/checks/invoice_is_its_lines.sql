-- An invoice's net is the sum of its lines, and its VAT the sum over its rates.
--
-- returns many
--   community_id  bigint
--   invoice       text
WITH line AS (
  SELECT community_id, invoice, sum(net_eur) AS net_eur FROM billing.invoice_line GROUP BY community_id, invoice
), vat AS (
  SELECT community_id, invoice, sum(vat_eur) AS vat_eur FROM billing.invoice_vat GROUP BY community_id, invoice
)
SELECT i.community_id, i.invoice
FROM billing.invoice AS i
LEFT JOIN line AS l ON l.community_id = i.community_id AND l.invoice = i.invoice
LEFT JOIN vat AS v ON v.community_id = i.community_id AND v.invoice = i.invoice
WHERE l.net_eur IS DISTINCT FROM i.net_eur OR v.vat_eur IS DISTINCT FROM i.vat_eur
   OR i.total_eur <> i.net_eur + i.vat_eur
ORDER BY 1, 2
