-- Delete the drafts that have been issued, and the regularisations that their lines took in.
--
-- What replaces a credited invoice keeps the regularisations of that one, and took in none that wait.
--
-- returns one
--   drafts  bigint  without the regularisations
WITH taken AS (
  SELECT DISTINCT d.community_id, d.customer_id, d.meter_id, d.period, d.document
  FROM issue AS i
  JOIN billing.draft_line AS l USING (community_id, customer_id, meter_id, period, document)
  JOIN billing.draft AS d
    ON d.community_id = i.community_id AND d.customer_id = i.customer_id AND d.meter_id = i.meter_id
   AND d.document = 'regularisation' AND d.corrects = l.regularises
  WHERE i.corrects IS NULL AND l.regularises IS NOT NULL
  UNION ALL
  SELECT community_id, customer_id, meter_id, period, document FROM issue
), vat AS (
  DELETE FROM billing.draft_vat AS v
  USING taken AS t
  WHERE v.community_id = t.community_id AND v.customer_id = t.customer_id AND v.meter_id = t.meter_id
    AND v.period = t.period AND v.document = t.document
), line AS (
  DELETE FROM billing.draft_line AS l
  USING taken AS t
  WHERE l.community_id = t.community_id AND l.customer_id = t.customer_id AND l.meter_id = t.meter_id
    AND l.period = t.period AND l.document = t.document
), draft AS (
  DELETE FROM billing.draft AS d
  USING taken AS t
  WHERE d.community_id = t.community_id AND d.customer_id = t.customer_id AND d.meter_id = t.meter_id
    AND d.period = t.period AND d.document = t.document
  RETURNING d.document
)
SELECT count(*) AS drafts FROM draft WHERE document <> 'regularisation'
