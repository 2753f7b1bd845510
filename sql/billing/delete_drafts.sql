-- Delete a community's drafts of a period, to make them again.
--
-- What corrects an issued document is made by 'bill correct', and stays unless it is asked for.
--
-- $1 community_id  bigint
-- $2 period        daterange  one month
-- $3 corrections   boolean    those that correct an issued document, instead of the others
-- $4 customer      text       code; NULL: all
-- returns one
--   drafts  bigint
WITH draft AS (
  DELETE FROM billing.draft AS d
  WHERE d.community_id = $1::bigint AND d.period = $2::daterange AND (d.corrects IS NOT NULL) = $3::boolean
    AND ($4::text IS NULL OR d.customer_id = (SELECT customer_id FROM grid.customer WHERE customer = $4::text))
  RETURNING d.customer_id, d.meter_id, d.document
), vat AS (
  DELETE FROM billing.draft_vat AS v
  USING draft AS d
  WHERE v.community_id = $1::bigint AND v.period = $2::daterange AND v.customer_id = d.customer_id
    AND v.meter_id = d.meter_id AND v.document = d.document
), line AS (
  DELETE FROM billing.draft_line AS l
  USING draft AS d
  WHERE l.community_id = $1::bigint AND l.period = $2::daterange AND l.customer_id = d.customer_id
    AND l.meter_id = d.meter_id AND l.document = d.document
)
SELECT count(*) AS drafts FROM draft
