-- Choose the drafts of a period that can be issued, with their series, date and rank.
--
-- The date is that of the instant in the community's zone. Series: F invoices, C credit notes, S self-billed documents.
-- Rank counts from 0 in a series and year: by issue date, community, customer, meter, version.
--
-- $1 period             daterange    one month
-- $2 community          text         code; NULL: all
-- $3 as_of              timestamptz
-- $4 tolerance_percent  numeric      share of the intervals that may be estimated
-- returns none
WITH draft AS (
  SELECT d.*, c.community, customer.customer, m.meter, ($3::timestamptz AT TIME ZONE c.zone)::date AS issued_on,
         CASE d.document WHEN 'invoice' THEN 'F' WHEN 'credit_note' THEN 'C' ELSE 'S' END AS series
  FROM billing.draft AS d
  JOIN grid.community AS c USING (community_id)
  JOIN grid.customer USING (customer_id)
  JOIN grid.meter AS m USING (meter_id)
  WHERE d.period = $1::daterange AND d.document <> 'regularisation' AND ($2::text IS NULL OR c.community = $2::text)
    AND 100 * (d.expected_count - d.present_count) <= $4::numeric * d.expected_count
)
INSERT INTO issue (community_id, customer_id, meter_id, period, document, version, corrects, issued_on, series, year, rank,
                   total_eur)
SELECT community_id, customer_id, meter_id, period, document, version, corrects, issued_on, series,
       extract(year FROM issued_on),
       row_number() OVER (PARTITION BY series, extract(year FROM issued_on)
                          ORDER BY issued_on, community COLLATE "C", customer COLLATE "C", meter COLLATE "C",
                                   document DESC, version) - 1,
       total_eur
FROM draft
