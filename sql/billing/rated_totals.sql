-- Sum up the drafts of a community's month, by customer and meter.
--
-- Order: customer, meter.
--
-- $1 community_id  bigint
-- $2 period        daterange  one month
-- $3 customer      text       code; NULL: all
-- returns many
--   customer   text
--   meter      text
--   net_eur    numeric
--   vat_eur    numeric
--   total_eur  numeric
SELECT u.customer, m.meter, sum(d.net_eur) AS net_eur, sum(d.vat_eur) AS vat_eur, sum(d.total_eur) AS total_eur
FROM billing.draft AS d
JOIN grid.customer AS u USING (customer_id)
JOIN grid.meter AS m USING (meter_id)
WHERE d.community_id = $1::bigint AND d.period = $2::daterange AND d.document <> 'regularisation'
  AND ($3::text IS NULL OR u.customer = $3::text)
GROUP BY u.customer, m.meter
ORDER BY u.customer COLLATE "C", m.meter COLLATE "C"
