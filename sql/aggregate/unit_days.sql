-- List the days that are being made again, in order.
--
-- returns many
--   day          date
--   meter_count  bigint
SELECT day, count(*) AS meter_count
FROM unit
GROUP BY day
ORDER BY day
