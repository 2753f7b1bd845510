-- Find days of calendars whose colour an issued invoice looked at.
--
-- A colour decides about its day and, by windows that run over midnight, about the day after. It matters where a window of
-- the tariff version in force names the colour that was or the one that comes.
--
-- $1 calendar  text[]  codes
-- $2 day       date[]  local days
-- $3 was       text[]  colours so far; NULL: none
-- $4 colour    text[]  colours to come
-- returns many
--   calendar  text  code
--   day       date
--   invoice   text  one of the invoices
WITH version AS (
  SELECT tariff_id, valid_from, calendar_id,
         daterange(valid_from, lead(valid_from) OVER (PARTITION BY tariff_id ORDER BY valid_from)) AS during
  FROM grid.tariff_version
), invoiced AS MATERIALIZED (
  -- Few different ranges a tariff, however many lines.
  SELECT v.calendar_id, v.tariff_id, v.valid_from, l.during * v.during AS during, min(l.invoice) AS invoice
  FROM version AS v
  JOIN grid.calendar AS c ON c.calendar_id = v.calendar_id AND c.calendar = ANY ($1::text[])
  JOIN grid.contract AS k ON k.tariff_id = v.tariff_id
  JOIN billing.invoice_line AS l ON l.contract_id = k.contract_id AND l.during && v.during
  GROUP BY v.calendar_id, v.tariff_id, v.valid_from, l.during * v.during
)
SELECT g.calendar, g.day, min(i.invoice) AS invoice
FROM unnest($1::text[], $2::date[], $3::text[], $4::text[]) AS g (calendar, day, was, colour)
JOIN grid.calendar AS c ON c.calendar = g.calendar
JOIN invoiced AS i ON i.calendar_id = c.calendar_id AND i.during && daterange(g.day, g.day + 2)
WHERE EXISTS (
  SELECT FROM grid.tariff_price AS p
  CROSS JOIN LATERAL unnest(p.windows) AS w (text)
  WHERE p.tariff_id = i.tariff_id AND p.valid_from = i.valid_from
    AND string_to_array(w.text, '/') && ARRAY[g.was, g.colour])
GROUP BY g.calendar, g.day
