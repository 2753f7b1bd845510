-- List a zone's local days: where they start, how long they are, when the clock jumps.
--
-- Instants are seconds since 1970-01-01T00:00:00Z. A day without a jump has its own length as transition. The jump is
-- looked for in steps of 15 minutes, which holds for every zone since 1972. Order: day.
--
-- $1 zone       text  IANA name
-- $2 first_day  date
-- $3 end_day    date  excluded
-- returns many
--   day           date
--   start_s       bigint
--   length_s      integer
--   offset_s      integer  local time minus UTC when the day starts
--   transition_s  integer  seconds after the start
--   offset_after_s integer local time minus UTC after the transition
WITH bound AS (
  SELECT day::date AS day, grid.day_start(day::date, $1::text) AS start
  FROM generate_series($2::date::timestamp, $3::date::timestamp, interval '1 day') AS day
), span AS (
  SELECT day, start, lead(start) OVER (ORDER BY day) AS stop
  FROM bound
), jump AS (
  SELECT span.day, min(t) AS at
  FROM span
  CROSS JOIN LATERAL generate_series(start + interval '15 min', stop - interval '15 min', interval '15 min') AS t
  WHERE (start AT TIME ZONE $1::text) - (start AT TIME ZONE 'UTC')
     <> (stop AT TIME ZONE $1::text) - (stop AT TIME ZONE 'UTC')
    AND (t AT TIME ZONE $1::text) - (t AT TIME ZONE 'UTC')
     <> (start AT TIME ZONE $1::text) - (start AT TIME ZONE 'UTC')
  GROUP BY span.day
)
SELECT day, extract(epoch FROM start)::bigint AS start_s, extract(epoch FROM stop - start)::integer AS length_s,
       extract(epoch FROM (start AT TIME ZONE $1::text) - (start AT TIME ZONE 'UTC'))::integer AS offset_s,
       extract(epoch FROM coalesce(at, stop) - start)::integer AS transition_s,
       extract(epoch FROM (stop AT TIME ZONE $1::text) - (stop AT TIME ZONE 'UTC'))::integer AS offset_after_s
FROM span
LEFT JOIN jump USING (day)
WHERE stop IS NOT NULL
ORDER BY day
