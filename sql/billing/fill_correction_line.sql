-- Compare what was billed of a community's month, all corrections included, with the drafts that bill it again.
--
-- A line that differs is there twice: what was billed with the other sign, and what it should be. Customers whose month
-- cannot be rated now are left out.
--
-- $1 community_id       bigint
-- $2 period             daterange  one month
-- $3 customer           text       code; NULL: all
-- $4 refused_customers  bigint[]   with $5: whose month at which meter cannot be rated
-- $5 refused_meters     bigint[]
-- returns none
WITH billed AS (
  SELECT customer_id, meter_id, CASE WHEN self_billed THEN 'self_billed' ELSE 'invoice' END AS document, contract_id, kind,
         tariff_period, above_kwh, during, estimated, unit, unit_price, vat_rate, sum(quantity) AS quantity,
         sum(net_eur) AS net_eur
  FROM billing.billed_line
  WHERE community_id = $1::bigint AND period = $2::daterange
    AND ($3::text IS NULL OR customer_id = (SELECT customer_id FROM grid.customer WHERE customer = $3::text))
    AND (customer_id, meter_id) NOT IN (SELECT * FROM unnest($4::bigint[], $5::bigint[]))
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
), rated AS (
  SELECT l.customer_id, l.meter_id, l.document, l.contract_id, l.kind, l.tariff_period, l.above_kwh, l.during, l.estimated,
         l.unit, l.unit_price, l.vat_rate, sum(l.quantity) AS quantity, sum(l.net_eur) AS net_eur
  FROM billing.draft AS d
  JOIN billing.draft_line AS l USING (community_id, customer_id, meter_id, period, document)
  WHERE d.community_id = $1::bigint AND d.period = $2::daterange AND d.document IN ('invoice', 'self_billed')
    AND d.corrects IS NOT NULL
    AND ($3::text IS NULL OR d.customer_id = (SELECT customer_id FROM grid.customer WHERE customer = $3::text))
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
), difference AS (
  SELECT customer_id, meter_id, document, contract_id, kind, tariff_period, above_kwh, during, estimated, unit, unit_price,
         vat_rate, coalesce(b.quantity, 0) AS billed_quantity, coalesce(b.net_eur, 0) AS billed_eur,
         coalesce(r.quantity, 0) AS rated_quantity, coalesce(r.net_eur, 0) AS rated_eur
  FROM billed AS b
  FULL JOIN rated AS r
    USING (customer_id, meter_id, document, contract_id, kind, tariff_period, above_kwh, during, estimated, unit, unit_price,
           vat_rate)
  WHERE coalesce(b.quantity, 0) <> coalesce(r.quantity, 0) OR coalesce(b.net_eur, 0) <> coalesce(r.net_eur, 0)
)
INSERT INTO correction_line (customer_id, meter_id, document, contract_id, kind, tariff_period, above_kwh, during, estimated,
                             quantity, unit, unit_price, net_eur, vat_rate)
SELECT customer_id, meter_id, document, contract_id, kind, tariff_period, above_kwh, during, estimated, side.quantity, unit,
       unit_price, side.net_eur, vat_rate
FROM difference
CROSS JOIN LATERAL (VALUES (-billed_quantity, -billed_eur), (rated_quantity, rated_eur)) AS side (quantity, net_eur)
WHERE side.quantity <> 0 OR side.net_eur <> 0
