-- A battery's day starts at the level the day before ended with: the metered one where there is one.
--
-- A metered level counts between the battery's minimum and its capacity.
--
-- returns many
--   battery  text
--   day      date
SELECT b.battery, d.day
FROM (
  SELECT battery_id, day, start_wh, lag(day) OVER chain AS day_before,
         lag(coalesce(metered_wh, end_wh)) OVER chain AS before_wh
  FROM operate.battery_day
  WINDOW chain AS (PARTITION BY battery_id ORDER BY day)
) AS d
JOIN grid.battery AS b USING (battery_id)
WHERE d.day_before = d.day - 1
  AND d.start_wh <> least(b.capacity_wh, greatest(grid.least_wh(b.capacity_wh, b.min_percent), d.before_wh))
