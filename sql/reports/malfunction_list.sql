-- List malfunctions as they stood at an instant: the place first, then what is worst, then what lasts longest.
--
-- high: nothing comes of a meter, or a whole dump was refused; medium: a register is absent, or readings contradict each
-- other; low: rows cannot be read. Times are those of the community's clock, else UTC. Planned outages are those of the
-- meter and its community between the start and the end of the malfunction, or seven days after the clock.
--
-- $1 community  text         NULL: all, and those of no community
-- $2 as_of      timestamptz
-- $3 state      text         open, closed or all
-- $4 period     daterange    NULL: any; else those that lasted on one of these local days
-- returns many
--   malfunction_id   bigint
--   community        text     NULL: of none
--   meter            text     NULL: not known
--   meter_kind       text
--   kind             text     absence, inconsistency or format
--   subject          text     register, rule or code; NULL: all of the meter
--   source           text     of bad dumps, their names without the digits of a date
--   urgency          text     high, medium or low
--   since_s          bigint   local clock
--   since_offset_s   integer  local time minus UTC
--   closed_s         bigint   NULL: it lasts
--   closed_offset_s  integer
--   hours            bigint   whole hours that it has lasted
--   last             text     absence: end of the newest reading, the local clock
--   every_s          bigint   absence: how often readings are expected
--   tolerated_s      bigint   absence
--   format           text     of the dumps
--   dump_count       bigint   bad dumps
--   row_count        bigint   bad rows of them
--   read_count       bigint   rows of them
--   file             text     the newest of them
--   line             bigint   its first bad line
--   reason           text     why a dump was refused
--   first_day        text     verdicts
--   last_day         text
--   verdict_count    bigint
--   outages          text     planned; NULL: none
SELECT f.malfunction_id, c.community, m.meter, m.kind AS meter_kind, f.kind, nullif(f.subject, '') AS subject,
       nullif(f.source, '') AS source, u.urgency, trunc(extract(epoch FROM f.since_at AT TIME ZONE z.zone))::bigint AS since_s,
       extract(epoch FROM (f.since_at AT TIME ZONE z.zone) - (f.since_at AT TIME ZONE 'UTC'))::integer AS since_offset_s,
       trunc(extract(epoch FROM z.closed_at AT TIME ZONE z.zone))::bigint AS closed_s,
       extract(epoch FROM (z.closed_at AT TIME ZONE z.zone) - (z.closed_at AT TIME ZONE 'UTC'))::integer AS closed_offset_s,
       floor(extract(epoch FROM coalesce(z.closed_at, $2::timestamptz) - f.since_at) / 3600)::bigint AS hours,
       grid.wall_clock((f.evidence->>'last_reading_at')::timestamptz, z.zone) AS last,
       (f.evidence->>'every_s')::bigint AS every_s, (f.evidence->>'tolerated_s')::bigint AS tolerated_s,
       f.evidence->>'format' AS format, (f.evidence->>'dump_count')::bigint AS dump_count,
       (f.evidence->>'row_count')::bigint AS row_count, (f.evidence->>'read_count')::bigint AS read_count,
       f.evidence->>'file' AS file, (f.evidence->>'line')::bigint AS line, f.evidence->>'reason' AS reason,
       f.evidence->>'first_day' AS first_day, f.evidence->>'last_day' AS last_day,
       (f.evidence->>'verdict_count')::bigint AS verdict_count, o.outages
FROM grid.malfunction AS f
LEFT JOIN grid.community AS c USING (community_id)
LEFT JOIN grid.meter AS m USING (meter_id)
CROSS JOIN LATERAL (
  SELECT coalesce(c.zone, 'UTC') AS zone, CASE WHEN f.closed_at <= $2::timestamptz THEN f.closed_at END AS closed_at) AS z
CROSS JOIN LATERAL (
  SELECT CASE WHEN f.kind = 'absence' AND f.subject = '' OR f.subject = 'refused-dump' THEN 'high'
              WHEN f.kind = 'format' THEN 'low' ELSE 'medium' END AS urgency) AS u
LEFT JOIN LATERAL (
  SELECT string_agg(grid.wall_clock(lower(o.during), z.zone) || ' – ' || coalesce(grid.wall_clock(upper(o.during), z.zone), '…')
                    || ': ' || o.reason, '; ' ORDER BY o.during, o.outage) AS outages
  FROM grid.outage AS o
  WHERE (o.community_id = f.community_id OR o.meter_id = f.meter_id)
    AND o.during && tstzrange(f.since_at, coalesce(z.closed_at, $2::timestamptz + interval '7 days'), '[]')) AS o ON true
WHERE f.detected_at <= $2::timestamptz AND ($1::text IS NULL OR c.community = $1::text)
  AND CASE $3::text WHEN 'open' THEN z.closed_at IS NULL WHEN 'closed' THEN z.closed_at IS NOT NULL ELSE true END
  AND ($4::daterange IS NULL
       OR (f.since_at AT TIME ZONE z.zone)::date < upper($4::daterange)
          AND (coalesce(z.closed_at, $2::timestamptz) AT TIME ZONE z.zone)::date >= lower($4::daterange))
ORDER BY c.community NULLS LAST, array_position(ARRAY['high', 'medium', 'low'], u.urgency), f.since_at, m.meter NULLS LAST,
         f.malfunction_id
