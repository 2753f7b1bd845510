-- Copy the lines of the drafts that are being issued.
--
-- returns one
--   lines  bigint
WITH line AS (
  INSERT INTO billing.invoice_line (community_id, invoice, line, contract_id, kind, tariff_period, above_kwh, during,
                                    estimated, regularises, quantity, unit, unit_price, net_eur, vat_rate)
  SELECT l.community_id, i.invoice, l.line, l.contract_id, l.kind, l.tariff_period, l.above_kwh, l.during, l.estimated,
         l.regularises, l.quantity, l.unit, l.unit_price, l.net_eur, l.vat_rate
  FROM issue AS i
  JOIN billing.draft_line AS l USING (community_id, customer_id, meter_id, period, document)
  RETURNING 1
)
SELECT count(*) AS lines FROM line
