-- List the drafts of a period that took in a regularisation which is another one now, or none.
--
-- Order: community, customer, meter.
--
-- $1 period     daterange  one month
-- $2 community  text       code; NULL: all
-- returns many
--   community  text
--   customer   text
--   meter      text
WITH taken AS (
  SELECT d.community_id, d.customer_id, d.meter_id, l.regularises,
         array_agg(ROW (l.contract_id, l.kind, l.tariff_period, l.above_kwh, l.during, l.estimated, l.quantity, l.unit_price,
                        l.net_eur, l.vat_rate)::text ORDER BY l.line) AS lines
  FROM billing.draft AS d
  JOIN billing.draft_line AS l USING (community_id, customer_id, meter_id, period, document)
  WHERE d.period = $1::daterange AND d.document = 'invoice' AND d.corrects IS NULL AND l.regularises IS NOT NULL
  GROUP BY d.community_id, d.customer_id, d.meter_id, l.regularises
), waiting AS (
  SELECT l.community_id, l.customer_id, l.meter_id, l.regularises,
         array_agg(ROW (l.contract_id, l.kind, l.tariff_period, l.above_kwh, l.during, l.estimated, l.quantity, l.unit_price,
                        l.net_eur, l.vat_rate)::text) AS lines
  FROM billing.draft_line AS l
  WHERE l.document = 'regularisation'
  GROUP BY l.community_id, l.customer_id, l.meter_id, l.regularises
)
SELECT DISTINCT c.community, u.customer, m.meter
FROM taken AS t
JOIN grid.community AS c USING (community_id)
JOIN grid.customer AS u USING (customer_id)
JOIN grid.meter AS m USING (meter_id)
LEFT JOIN waiting AS w USING (community_id, customer_id, meter_id, regularises)
WHERE ($2::text IS NULL OR c.community = $2::text)
  AND (w.lines IS NULL OR NOT (t.lines @> w.lines AND w.lines @> t.lines))
ORDER BY 1, 2, 3
