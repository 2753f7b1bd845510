-- List the drafts of a period that lack more readings than is tolerated.
--
-- Order: community, customer, meter, document.
--
-- $1 period             daterange  one month
-- $2 community          text       code; NULL: all
-- $3 tolerance_percent  numeric    share of the intervals that may be estimated
-- returns many
--   community       text
--   customer        text
--   meter           text
--   document        text
--   expected_count  bigint  intervals of the contracts' days
--   present_count   bigint
SELECT c.community, customer.customer, m.meter, d.document, d.expected_count, d.present_count
FROM billing.draft AS d
JOIN grid.community AS c USING (community_id)
JOIN grid.customer USING (customer_id)
JOIN grid.meter AS m USING (meter_id)
WHERE d.period = $1::daterange AND d.document <> 'regularisation'
  AND 100 * (d.expected_count - d.present_count) > $3::numeric * d.expected_count
  AND ($2::text IS NULL OR c.community = $2::text)
ORDER BY c.community COLLATE "C", customer.customer COLLATE "C", m.meter COLLATE "C", d.document
