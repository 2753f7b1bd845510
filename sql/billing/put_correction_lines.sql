-- Make the lines of a community's corrections.
--
-- Credit notes have those of the document with the other sign; what replaces it keeps the regularisations of earlier months
-- that stood on it. Regularisations and supplements have the lines that differ.
--
-- $1 community_id  bigint
-- $2 period        daterange  one month
-- returns none
WITH line AS (
  SELECT c.customer_id, c.meter_id, CASE c.document WHEN 'invoice' THEN 'credit_note' ELSE 'self_billed_credit' END AS document,
         l.contract_id, l.kind, l.tariff_period, l.above_kwh, l.during, l.estimated, l.regularises, -l.quantity AS quantity,
         l.unit, l.unit_price, -l.net_eur AS net_eur, l.vat_rate, l.line
  FROM correction AS c
  JOIN billing.invoice_line AS l ON l.community_id = $1::bigint AND l.invoice = c.invoice
  WHERE c.mode = 'credit'
  UNION ALL
  SELECT c.customer_id, c.meter_id, c.document, l.contract_id, l.kind, l.tariff_period, l.above_kwh, l.during, l.estimated,
         l.regularises, l.quantity, l.unit, l.unit_price, l.net_eur, l.vat_rate, 1000000 + l.line
  FROM correction AS c
  JOIN billing.invoice_line AS l ON l.community_id = $1::bigint AND l.invoice = c.invoice AND l.regularises IS NOT NULL
  WHERE c.mode = 'credit'
  UNION ALL
  SELECT c.customer_id, c.meter_id, CASE c.mode WHEN 'supplement' THEN c.document ELSE c.mode END, l.contract_id, l.kind,
         l.tariff_period, l.above_kwh, l.during, l.estimated, c.invoice, l.quantity, l.unit, l.unit_price, l.net_eur,
         l.vat_rate,
         row_number() OVER (PARTITION BY c.customer_id, c.meter_id
                            ORDER BY lower(l.during), l.kind, l.tariff_period COLLATE "C", l.above_kwh, l.contract_id,
                                     l.estimated, l.unit_price, l.net_eur, l.quantity)
  FROM correction AS c
  JOIN correction_line AS l USING (customer_id, meter_id, document)
  WHERE c.mode IN ('regularisation', 'supplement')
)
INSERT INTO billing.draft_line (community_id, customer_id, meter_id, period, document, line, contract_id, kind,
                                tariff_period, above_kwh, during, estimated, regularises, quantity, unit, unit_price, net_eur,
                                vat_rate)
SELECT $1::bigint, customer_id, meter_id, $2::daterange, document, line, contract_id, kind, tariff_period, above_kwh, during,
       estimated, regularises, quantity, unit, unit_price, net_eur, vat_rate
FROM line
