-- List the windows of a subscription that were delivered. Order: first day.
--
-- $1 subscription_id  bigint
-- returns many
--   first_day  date
SELECT DISTINCT lower(period) AS first_day
FROM partner.request
WHERE subscription_id = $1::bigint AND package_id IS NOT NULL
ORDER BY first_day
