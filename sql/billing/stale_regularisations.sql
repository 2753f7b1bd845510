-- List the customers whose drafts took in a regularisation that is not what waits now.
--
-- 'bill correct' made it again since, or none is needed any more. Order: code.
--
-- returns many
--   customer  text
WITH taken AS (
  SELECT i.community_id, i.customer_id, i.meter_id, i.period, l.regularises, l.contract_id, l.kind, l.tariff_period,
         l.above_kwh, l.during, l.estimated, l.quantity, l.unit_price, l.net_eur, l.vat_rate
  FROM issue AS i
  JOIN billing.draft_line AS l USING (community_id, customer_id, meter_id, period, document)
  WHERE i.corrects IS NULL AND l.regularises IS NOT NULL
), waiting AS (
  SELECT t.community_id, t.customer_id, t.meter_id, t.period, l.regularises, l.contract_id, l.kind, l.tariff_period,
         l.above_kwh, l.during, l.estimated, l.quantity, l.unit_price, l.net_eur, l.vat_rate
  FROM (SELECT DISTINCT community_id, customer_id, meter_id, period, regularises FROM taken) AS t
  JOIN billing.draft_line AS l
    ON l.community_id = t.community_id AND l.customer_id = t.customer_id AND l.meter_id = t.meter_id
   AND l.document = 'regularisation' AND l.regularises = t.regularises
)
SELECT DISTINCT customer.customer
FROM ((TABLE taken EXCEPT ALL TABLE waiting) UNION ALL (TABLE waiting EXCEPT ALL TABLE taken)) AS differing
JOIN grid.customer USING (customer_id)
ORDER BY 1
