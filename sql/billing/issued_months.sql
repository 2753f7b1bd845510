-- List the months with issued documents in the 14 months before an instant's.
--
-- Order: month.
--
-- $1 as_of      timestamptz
-- $2 community  text         code; NULL: all
-- returns many
--   month  date
SELECT DISTINCT lower(i.period) AS month
FROM billing.invoice AS i
JOIN grid.community AS c USING (community_id)
WHERE ($2::text IS NULL OR c.community = $2::text)
  AND lower(i.period) >= date_trunc('month', $1::timestamptz AT TIME ZONE c.zone) - interval '14 months'
ORDER BY month
