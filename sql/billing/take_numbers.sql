-- Take the next numbers of a series and hold the series until the transaction ends.
--
-- A rolled back transaction gives them back: that is why this is a row and not a sequence.
--
-- $1 series  text
-- $2 year    integer  of the issue date
-- $3 count   integer  how many
-- returns one
--   first_number  integer
INSERT INTO billing.invoice_series AS s (series, year, next_number)
VALUES ($1::text, $2::integer, 1 + $3::integer)
ON CONFLICT (series, year) DO UPDATE SET next_number = s.next_number + $3::integer
RETURNING next_number - $3::integer AS first_number
