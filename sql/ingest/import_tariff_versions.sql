-- Add tariff versions, without prices yet, or change the calendar of those that are there.
--
-- $1 tariff      text[]  codes
-- $2 valid_from  date[]  first local day
-- $3 calendar    text[]  codes; NULL: none
-- returns none
INSERT INTO grid.tariff_version (tariff_id, valid_from, calendar_id)
SELECT t.tariff_id, g.valid_from, c.calendar_id
FROM unnest($1::text[], $2::date[], $3::text[]) AS g (tariff, valid_from, calendar)
JOIN grid.tariff AS t ON t.tariff = g.tariff
LEFT JOIN grid.calendar AS c ON c.calendar = g.calendar
ON CONFLICT (tariff_id, valid_from) DO UPDATE
SET calendar_id = excluded.calendar_id
