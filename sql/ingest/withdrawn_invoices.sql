-- List the issued invoices that billed days of which a withdrawn dump had spoken. Order: invoice.
--
-- $1 batch_id  bigint
-- returns many
--   invoice  text
SELECT DISTINCT l.invoice
FROM (
  SELECT meter_id, range_agg(daterange(day, day + 1)) AS days
  FROM grid.block_part
  WHERE batch_id = $1::bigint
  GROUP BY meter_id
) AS g
JOIN grid.contract AS k USING (meter_id)
JOIN billing.invoice_line AS l USING (contract_id)
WHERE l.during && g.days
ORDER BY l.invoice
