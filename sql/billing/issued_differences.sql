-- List contracts whose issued month is not what it would be now: readings came or changed, or the contract came later.
--
-- An invoice never changes; what differs has to be corrected. Energy is compared with the totals of the meter's days.
-- Order: contract, code.
--
-- $1 community_id  bigint
-- $2 period        daterange  one month
-- returns many
--   contract  text
--   code      text
--   invoice   text
WITH energy AS (
  SELECT i.community_id, i.invoice, i.meter_id, l.contract_id, l.kind, l.during, sum(l.quantity) AS kwh
  FROM billing.invoice AS i
  JOIN billing.invoice_line AS l USING (community_id, invoice)
  WHERE i.community_id = $1::bigint AND i.period = $2::daterange AND l.kind IN ('energy', 'feed_in')
  GROUP BY i.community_id, i.invoice, i.meter_id, l.contract_id, l.kind, l.during
), changed AS (
  SELECT e.contract_id, e.invoice
  FROM energy AS e
  LEFT JOIN aggregate.meter_day AS d
    ON d.community_id = e.community_id AND d.meter_id = e.meter_id AND d.day <@ e.during
  GROUP BY e.contract_id, e.invoice, e.kind, e.during, e.kwh
  HAVING e.kwh * 1000 IS DISTINCT FROM coalesce(CASE e.kind WHEN 'energy' THEN sum(d.import_wh) ELSE -sum(d.export_wh) END, 0)
), late AS (
  SELECT c.contract_id, i.invoice
  FROM billing.invoice AS i
  JOIN grid.contract AS c ON c.meter_id = i.meter_id AND c.customer_id = i.customer_id AND c.during && i.period
  JOIN grid.membership AS m ON m.meter_id = i.meter_id AND m.community_id = i.community_id
                           AND NOT isempty(m.during * c.during * i.period)
  WHERE i.community_id = $1::bigint AND i.period = $2::daterange
    AND NOT EXISTS (SELECT FROM billing.invoice_line AS l
                    WHERE l.community_id = i.community_id AND l.invoice = i.invoice AND l.contract_id = c.contract_id)
)
SELECT c.contract, f.code, f.invoice
FROM (SELECT contract_id, 'invoice-differs' AS code, invoice FROM changed
      UNION
      SELECT contract_id, 'not-in-invoice', invoice FROM late) AS f
JOIN grid.contract AS c USING (contract_id)
ORDER BY c.contract, f.code
