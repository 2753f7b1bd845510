-- List the energy periods of all tariff versions that use some calendars.
--
-- $1 calendars  text[]  codes
-- returns many
--   calendar    text  code
--   tariff      text  code
--   valid_from  date  first local day of the version
--   component   text  energy or feed_in
--   period      text  name of the energy period
--   windows     text  see Grid.TariffWindow, joined by a space; empty: all the rest
SELECT c.calendar, t.tariff, v.valid_from, p.component, p.period, array_to_string(p.windows, ' ') AS windows
FROM grid.calendar AS c
JOIN grid.tariff_version AS v ON v.calendar_id = c.calendar_id
JOIN grid.tariff AS t ON t.tariff_id = v.tariff_id
JOIN grid.tariff_price AS p ON p.tariff_id = v.tariff_id AND p.valid_from = v.valid_from
WHERE c.calendar = ANY ($1::text[]) AND p.component IN ('energy', 'feed_in') AND p.above_kwh = 0
ORDER BY t.tariff, v.valid_from, p.component, p.period
