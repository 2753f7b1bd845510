-- Find the latest issue date of partners' invoices.
--
-- $1 series  text
-- returns one
--   issued_on  date  NULL: nothing was issued
SELECT max(issued_on) AS issued_on
FROM billing.partner_invoice
WHERE series = $1::text
