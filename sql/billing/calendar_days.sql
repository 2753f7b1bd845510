-- List the colours of days of calendars.
--
-- $1 calendar_ids  bigint[]
-- $2 first_day     date
-- $3 end_day       date      excluded
-- returns many
--   calendar_id  bigint
--   day          date
--   colour       text
SELECT calendar_id, day, colour
FROM grid.calendar_day
WHERE calendar_id = ANY ($1::bigint[]) AND day >= $2::date AND day < $3::date
