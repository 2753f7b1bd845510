-- List the sums of groups that were told of a period's days and months. Order: day, key.
--
-- $1 period  daterange  local days
-- returns many
--   communities  bigint[]
--   class        text
--   grain        text
--   day          date
--   meters       bigint[]
--   consumption  bigint[]
--   import       bigint[]
SELECT communities, class, grain, day, meters, consumption, import
FROM partner.release
WHERE day >= lower($1::daterange) AND day < upper($1::daterange)
ORDER BY day, communities, class, grain
