-- Delete the drafts that bill a community's issued month again, but for those that will replace a credited document.
--
-- The latter lose their totals, which are made again with the lines that are added to them.
--
-- $1 community_id  bigint
-- $2 period        daterange  one month
-- $3 customer      text       code; NULL: all
-- returns none
WITH rated AS (
  SELECT d.customer_id, d.meter_id, d.document, coalesce(c.mode = 'credit', false) AS replaces
  FROM billing.draft AS d
  LEFT JOIN correction AS c USING (customer_id, meter_id, document)
  WHERE d.community_id = $1::bigint AND d.period = $2::daterange AND d.document IN ('invoice', 'self_billed')
    AND d.corrects IS NOT NULL
    AND ($3::text IS NULL OR d.customer_id = (SELECT customer_id FROM grid.customer WHERE customer = $3::text))
), vat AS (
  DELETE FROM billing.draft_vat AS v
  USING rated AS r
  WHERE v.community_id = $1::bigint AND v.period = $2::daterange AND v.customer_id = r.customer_id
    AND v.meter_id = r.meter_id AND v.document = r.document
), line AS (
  DELETE FROM billing.draft_line AS l
  USING rated AS r
  WHERE NOT r.replaces AND l.community_id = $1::bigint AND l.period = $2::daterange AND l.customer_id = r.customer_id
    AND l.meter_id = r.meter_id AND l.document = r.document
)
DELETE FROM billing.draft AS d
USING rated AS r
WHERE d.community_id = $1::bigint AND d.period = $2::daterange AND d.customer_id = r.customer_id
  AND d.meter_id = r.meter_id AND d.document = r.document
