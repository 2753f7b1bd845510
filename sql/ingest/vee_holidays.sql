-- List the days of the calendar 'holidays', which are like Sundays.
--
-- returns many
--   day  date
SELECT day
FROM grid.calendar_day
JOIN grid.calendar USING (calendar_id)
WHERE calendar = 'holidays'
ORDER BY day
