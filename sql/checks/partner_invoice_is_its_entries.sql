-- A partner's invoice is its lines, a line its entries of the ledger, rounded once, and VAT is taken once a rate.
--
-- returns many
--   invoice  text
WITH entry AS (
  SELECT e.invoice, e.line, count(*) AS requests, -sum(l.datapoints) AS datapoints, -sum(l.amount_eur) AS amount_eur
  FROM billing.partner_invoice_entry AS e
  JOIN partner.ledger AS l USING (ledger_id)
  GROUP BY e.invoice, e.line
), line AS (
  SELECT l.invoice, sum(l.net_eur) AS net_eur,
         bool_and(e.requests IS NOT DISTINCT FROM l.requests AND e.datapoints IS NOT DISTINCT FROM l.datapoints
                  AND round(e.amount_eur, 2) IS NOT DISTINCT FROM l.net_eur) AS is_right
  FROM billing.partner_invoice_line AS l
  LEFT JOIN entry AS e ON e.invoice = l.invoice AND e.line = l.line
  GROUP BY l.invoice
), vat AS (
  SELECT invoice, sum(base_eur) AS base_eur, sum(vat_eur) AS vat_eur,
         bool_and(vat_eur = round(base_eur * vat_rate / 100, 2)) AS is_right
  FROM billing.partner_invoice_vat
  GROUP BY invoice
)
SELECT i.invoice
FROM billing.partner_invoice AS i
LEFT JOIN line AS l ON l.invoice = i.invoice
LEFT JOIN vat AS v ON v.invoice = i.invoice
WHERE l.is_right IS NOT TRUE OR v.is_right IS NOT TRUE OR l.net_eur <> i.net_eur OR v.base_eur <> i.net_eur
   OR v.vat_eur <> i.vat_eur
ORDER BY 1
