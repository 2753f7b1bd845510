-- Delete the drafts whose invoice has been made.
--
-- $1 period  daterange  one month
-- returns one
--   drafts  bigint
WITH vat AS (
  DELETE FROM billing.draft_vat AS d
  USING billing.invoice AS i
  WHERE d.period = $1::daterange AND i.community_id = d.community_id AND i.customer_id = d.customer_id
    AND i.meter_id = d.meter_id AND i.period = d.period
), line AS (
  DELETE FROM billing.draft_line AS d
  USING billing.invoice AS i
  WHERE d.period = $1::daterange AND i.community_id = d.community_id AND i.customer_id = d.customer_id
    AND i.meter_id = d.meter_id AND i.period = d.period
), draft AS (
  DELETE FROM billing.draft AS d
  USING billing.invoice AS i
  WHERE d.period = $1::daterange AND i.community_id = d.community_id AND i.customer_id = d.customer_id
    AND i.meter_id = d.meter_id AND i.period = d.period
  RETURNING 1
)
SELECT count(*) AS drafts FROM draft
