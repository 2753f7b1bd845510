-- Show some malfunctions, the place first, then what is worst.
--
-- $1 malfunctions  bigint[]  ids
-- $2 many          integer   so many meters are told of together
-- returns many
--   malfunction_id  bigint
--   community       text     NULL: a dump of no known community
--   meter           text     NULL: a dump whose meter is not known
--   kind            text
--   subject         text     register, rule or code; empty: all of the meter
--   source          text     of bad dumps
--   since           text     the clock on the community's wall
--   group_id        bigint   the same for those that are told of together
--   member_count    bigint   meters of the community when it was found; 0 where there is none
SELECT f.malfunction_id, c.community, m.meter, f.kind, f.subject, f.source,
       grid.wall_clock(f.since_at, coalesce(c.zone, 'UTC')) AS since, g.group_id, g.member_count
FROM grid.malfunction_groups($1::bigint[], $2::integer) AS g
JOIN grid.malfunction AS f USING (malfunction_id)
LEFT JOIN grid.community AS c USING (community_id)
LEFT JOIN grid.meter AS m USING (meter_id)
ORDER BY c.community NULLS LAST, array_position(ARRAY['absence', 'inconsistency', 'format'], f.kind), f.subject <> '', m.meter NULLS LAST,
         f.malfunction_id
