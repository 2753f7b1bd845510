-- Numbers of a series run from 1 without a gap or a double, and their dates never go back.
--
-- returns many
--   series   text
--   year     integer
--   number   integer  NULL: the counter is not one more than the last number
--   problem  text
WITH document AS (
  SELECT series, year, number, issued_on FROM billing.invoice
  UNION ALL
  SELECT series, year, number, issued_on FROM billing.partner_invoice
), issued AS (
  SELECT series, year, number, issued_on,
         lag(number, 1, 0) OVER (PARTITION BY series, year ORDER BY number) AS number_before,
         lag(issued_on) OVER (PARTITION BY series ORDER BY year, number) AS issued_on_before
  FROM document
)
SELECT series, year, number, CASE WHEN number = number_before THEN 'double' ELSE 'gap before' END AS problem
FROM issued
WHERE number <> number_before + 1
UNION ALL
SELECT series, year, number, 'dated before its predecessor'
FROM issued
WHERE issued_on < issued_on_before
UNION ALL
SELECT s.series, s.year, NULL, 'counter'
FROM billing.invoice_series AS s
WHERE s.next_number <> 1 + (SELECT count(*) FROM document AS i WHERE i.series = s.series AND i.year = s.year)
ORDER BY 1, 2, 3
