-- Count the open verdicts by rule, and those a run opened and closed. Order: rule.
--
-- $1 community  text         code; NULL: all
-- $2 meter      text         code; NULL: all
-- $3 period     daterange    local days; NULL: all
-- $4 as_of      timestamptz  the clock of the run
-- returns many
--   rule    text
--   opened  bigint  by runs of that clock
--   closed  bigint  the same
--   open    bigint
--   meters  bigint  that have an open one
SELECT v.rule, count(*) FILTER (WHERE v.opened_at = $4::timestamptz) AS opened,
       count(*) FILTER (WHERE v.closed_at = $4::timestamptz) AS closed,
       count(*) FILTER (WHERE v.closed_at IS NULL) AS open,
       count(DISTINCT v.meter_id) FILTER (WHERE v.closed_at IS NULL) AS meters
FROM ingest.verdict AS v
JOIN grid.community AS c USING (community_id)
JOIN grid.meter AS m USING (meter_id)
WHERE ($1::text IS NULL OR c.community = $1::text) AND ($2::text IS NULL OR m.meter = $2::text)
  AND ($3::daterange IS NULL OR daterange(v.day, v.last_day, '[]') && $3::daterange)
GROUP BY v.rule
ORDER BY v.rule
