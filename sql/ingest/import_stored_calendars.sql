-- Show the days of some calendars.
--
-- $1 calendars  text[]  codes
-- returns many
--   calendar  text  code
--   day       date  local day; NULL: the calendar has none
--   colour    text  its colour
SELECT c.calendar, d.day, d.colour
FROM grid.calendar AS c
LEFT JOIN grid.calendar_day AS d USING (calendar_id)
WHERE c.calendar = ANY ($1::text[])
