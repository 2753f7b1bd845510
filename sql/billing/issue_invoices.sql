-- Copy drafts to invoices under consecutive numbers.
--
-- Order of numbers: issue date, community, customer, meter. Returns the invoices in that order.
--
-- $1 period            daterange    one month
-- $2 community         text         code; NULL: all
-- $3 as_of             timestamptz
-- $4 allow_incomplete  boolean      drafts that lack readings too
-- $5 series            text
-- $6 years             integer[]    years of issue
-- $7 first_numbers     integer[]    the first number of each
-- $8 due_days          integer      days from issue to due date
-- returns many
--   invoice    text
--   total_eur  numeric
WITH unit AS (
  SELECT d.*, c.community, customer.customer, m.meter, ($3::timestamptz AT TIME ZONE c.zone)::date AS issued_on
  FROM billing.draft AS d
  JOIN grid.community AS c USING (community_id)
  JOIN grid.customer USING (customer_id)
  JOIN grid.meter AS m USING (meter_id)
  WHERE d.period = $1::daterange AND ($2::text IS NULL OR c.community = $2::text)
    AND ($4::boolean OR d.present_count = d.expected_count)
), numbered AS (
  SELECT unit.*, extract(year FROM issued_on)::integer AS year,
         row_number() OVER (PARTITION BY extract(year FROM issued_on)
                            ORDER BY issued_on, community COLLATE "C", customer COLLATE "C", meter COLLATE "C") - 1 AS rank
  FROM unit
), issued AS (
  INSERT INTO billing.invoice (community_id, series, year, number, customer_id, meter_id, period, issued_on, due_on,
                               expected_count, present_count, net_eur, vat_eur, total_eur)
  SELECT n.community_id, $5::text, n.year, taken.first_number + n.rank, n.customer_id, n.meter_id, n.period, n.issued_on,
         n.issued_on + $8::integer, n.expected_count, n.present_count, n.net_eur, n.vat_eur, n.total_eur
  FROM numbered AS n
  JOIN unnest($6::integer[], $7::integer[]) AS taken (year, first_number) ON taken.year = n.year
  RETURNING invoice, year, number, total_eur
)
SELECT invoice, total_eur::numeric
FROM issued
ORDER BY year, number
