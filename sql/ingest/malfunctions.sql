-- Show some malfunctions, the place first, then what is worst.
--
-- $1 malfunctions  bigint[]  ids
-- returns many
--   malfunction_id  bigint
--   community       text     NULL: a dump of no known community
--   meter           text     NULL: a dump whose meter is not known
--   kind            text
--   subject         text     register, rule or code; empty: all of the meter
--   source          text     of bad dumps
--   since           text     the clock on the community's wall
SELECT f.malfunction_id, c.community, m.meter, f.kind, f.subject, f.source,
       grid.wall_clock(f.since_at, coalesce(c.zone, 'UTC')) AS since
FROM grid.malfunction AS f
LEFT JOIN grid.community AS c USING (community_id)
LEFT JOIN grid.meter AS m USING (meter_id)
WHERE f.malfunction_id = ANY ($1::bigint[])
ORDER BY c.community NULLS LAST, array_position(ARRAY['absence', 'inconsistency', 'format'], f.kind), f.subject <> '', m.meter NULLS LAST,
         f.malfunction_id
