-- Copy the lines of drafts whose invoice has just been made.
--
-- $1 period  daterange  one month
-- returns one
--   lines  bigint
WITH line AS (
  INSERT INTO billing.invoice_line (community_id, invoice, line, contract_id, kind, tariff_period, during, quantity, unit,
                                    unit_price, net_eur, vat_rate)
  SELECT l.community_id, i.invoice, l.line, l.contract_id, l.kind, l.tariff_period, l.during, l.quantity, l.unit,
         l.unit_price, l.net_eur, l.vat_rate
  FROM billing.draft_line AS l
  JOIN billing.invoice AS i USING (community_id, customer_id, meter_id, period)
  WHERE l.period = $1::daterange
  RETURNING 1
)
SELECT count(*) AS lines FROM line
