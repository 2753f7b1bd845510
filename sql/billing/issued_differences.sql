-- List contracts whose issued month is not what it would be now: readings came or changed, or the contract came later.
--
-- An issued document never changes; what differs has to be corrected. What was billed in all, without estimates, or with
-- those of the meter, is compared with the totals of the meter's days. What a draft corrects already is left out. Order:
-- contract, code.
--
-- $1 community_id  bigint
-- $2 period        daterange  one month
-- returns many
--   contract  text
--   code      text
--   invoice   text  the first of the month
WITH energy AS (
  SELECT l.community_id, l.meter_id, l.contract_id, l.kind IN ('feed_in', 'community_feed_in') AS fed_in, l.during,
         min(l.invoice) FILTER (WHERE l.regularises IS NULL AND l.document IN ('invoice', 'self_billed')) AS invoice,
         coalesce(sum(l.quantity) FILTER (WHERE NOT l.estimated), 0) AS kwh, sum(l.quantity) AS all_kwh,
         sum(l.net_eur) AS net_eur, bool_and(l.quantity = 0) AS is_empty
  FROM billing.billed_line AS l
  WHERE l.community_id = $1::bigint AND l.period = $2::daterange
    AND l.kind IN ('energy', 'community', 'feed_in', 'community_feed_in')
  GROUP BY l.community_id, l.meter_id, l.contract_id, 4, l.during
), changed AS (
  SELECT e.contract_id, e.invoice
  FROM energy AS e
  LEFT JOIN aggregate.meter_day AS d
    ON d.community_id = e.community_id AND d.meter_id = e.meter_id AND d.day <@ e.during
  WHERE e.net_eur <> 0 OR e.all_kwh <> 0 OR e.is_empty
  GROUP BY e.contract_id, e.invoice, e.fed_in, e.during, e.kwh, e.all_kwh
  HAVING coalesce(CASE WHEN e.fed_in THEN -sum(d.export_wh) ELSE sum(d.import_wh) END, 0)
         NOT IN (e.kwh * 1000, e.all_kwh * 1000)
), late AS (
  SELECT c.contract_id, i.invoice
  FROM billing.standing AS i
  JOIN grid.contract AS c
    ON c.meter_id = i.meter_id AND c.customer_id = i.customer_id AND c.during && i.period
   AND (c.settlement = 'self_billed') = (i.document = 'self_billed')
  JOIN grid.membership AS m ON m.meter_id = i.meter_id AND m.community_id = i.community_id
                           AND NOT isempty(m.during * c.during * i.period)
  WHERE i.community_id = $1::bigint AND i.period = $2::daterange
    AND NOT EXISTS (SELECT FROM billing.billed_line AS l
                    WHERE l.community_id = i.community_id AND l.customer_id = i.customer_id AND l.meter_id = i.meter_id
                      AND l.period = i.period AND l.contract_id = c.contract_id)
)
SELECT c.contract, f.code, min(f.invoice) AS invoice
FROM (SELECT contract_id, 'invoice-differs' AS code, invoice FROM changed
      UNION
      SELECT contract_id, 'not-in-invoice', invoice FROM late) AS f
JOIN grid.contract AS c USING (contract_id)
WHERE NOT EXISTS (SELECT FROM billing.draft AS d
                  WHERE d.community_id = $1::bigint AND d.customer_id = c.customer_id AND d.meter_id = c.meter_id
                    AND d.period = $2::daterange AND d.corrects IS NOT NULL)
GROUP BY c.contract, f.code
ORDER BY c.contract, f.code
