-- Add calendars; those that are there stay as they are.
--
-- $1 calendar  text[]  codes
-- returns none
INSERT INTO grid.calendar (calendar)
SELECT given.calendar
FROM unnest($1::text[]) AS given (calendar)
LEFT JOIN grid.calendar AS known ON known.calendar = given.calendar
WHERE known.calendar IS NULL
