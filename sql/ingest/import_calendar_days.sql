-- Add days of calendars, or change the colour of those that are there.
--
-- $1 calendar  text[]  codes
-- $2 day       date[]  local days
-- $3 colour    text[]  colours
-- returns none
INSERT INTO grid.calendar_day (calendar_id, day, colour)
SELECT c.calendar_id, g.day, g.colour
FROM unnest($1::text[], $2::date[], $3::text[]) AS g (calendar, day, colour)
JOIN grid.calendar AS c ON c.calendar = g.calendar
ON CONFLICT (calendar_id, day) DO UPDATE
SET colour = excluded.colour
