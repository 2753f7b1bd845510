-- List the issued invoices that billed days of a meter. Order: invoice.
--
-- $1 meter_id  bigint
-- $2 period    daterange  local days
-- returns many
--   invoice  text
SELECT DISTINCT l.invoice
FROM grid.contract AS k
JOIN billing.invoice_line AS l USING (contract_id)
WHERE k.meter_id = $1::bigint AND l.during && $2::daterange
ORDER BY l.invoice
