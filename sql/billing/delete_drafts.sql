-- Delete a community's drafts of a period, to make them again.
--
-- $1 community_id  bigint
-- $2 period        daterange  one month
-- returns one
--   drafts  bigint
WITH vat AS (
  DELETE FROM billing.draft_vat WHERE community_id = $1::bigint AND period = $2::daterange
), line AS (
  DELETE FROM billing.draft_line WHERE community_id = $1::bigint AND period = $2::daterange
), draft AS (
  DELETE FROM billing.draft WHERE community_id = $1::bigint AND period = $2::daterange RETURNING 1
)
SELECT count(*) AS drafts FROM draft
