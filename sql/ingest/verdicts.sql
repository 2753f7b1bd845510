-- List verdicts. Order: community, meter, day, start, rule.
--
-- $1 community  text       code; NULL: all
-- $2 meter      text       code; NULL: all
-- $3 rule       text       NULL: all
-- $4 period     daterange  local days; NULL: all
-- $5 closed     boolean    whether closed ones are listed too
-- returns many
--   community  text
--   meter      text
--   register   smallint  0: of the meter
--   day        date      of a gap the first one
--   rule       text
--   severity   text
--   starts_s   bigint    seconds since the epoch
--   ends_s     bigint
--   threshold  text
--   evidence   text      JSON
--   opened_s   bigint
--   closed_s   bigint    NULL: open
--   run_id     bigint    NULL: not in the ledger
SELECT c.community, m.meter, v.register, v.day, v.rule, v.severity, extract(epoch FROM v.starts_at)::bigint AS starts_s,
       extract(epoch FROM v.ends_at)::bigint AS ends_s, v.threshold, v.evidence::text AS evidence,
       extract(epoch FROM v.opened_at)::bigint AS opened_s, extract(epoch FROM v.closed_at)::bigint AS closed_s, v.run_id
FROM ingest.verdict AS v
JOIN grid.community AS c USING (community_id)
JOIN grid.meter AS m USING (meter_id)
WHERE ($1::text IS NULL OR c.community = $1::text) AND ($2::text IS NULL OR m.meter = $2::text)
  AND ($3::text IS NULL OR v.rule = $3::text) AND ($4::daterange IS NULL OR daterange(v.day, v.last_day, '[]') && $4::daterange)
  AND ($5::boolean OR v.closed_at IS NULL)
ORDER BY c.community, m.meter, v.day, v.starts_at, v.rule, v.register
