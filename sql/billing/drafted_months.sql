-- List the months that are over and have drafts to issue.
--
-- Order: month.
--
-- $1 as_of      timestamptz
-- $2 community  text         code; NULL: all
-- returns many
--   month  date
SELECT DISTINCT lower(d.period) AS month
FROM billing.draft AS d
JOIN grid.community AS c USING (community_id)
WHERE ($2::text IS NULL OR c.community = $2::text) AND d.document <> 'regularisation'
  AND upper(d.period) <= ($1::timestamptz AT TIME ZONE c.zone)::date
ORDER BY month
