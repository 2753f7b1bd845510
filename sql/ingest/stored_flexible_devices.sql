-- Show the flexible devices of some communities.
--
-- $1 communities  text[]  codes
-- returns many
--   community   text
--   device      text
--   kind        text     machine, water_heater, vehicle, heater or thermal_heater
--   meter       text     the meter that measures nothing else; NULL: none
--   is_piloted  boolean
--   started_s   bigint   when it was last started, seconds since 1970-01-01T00:00:00Z; NULL: not known
--   source      text     registry or coordination
--   outer_id    bigint   its id in the coordination database
--   outer_type  integer
--   wish        text     JSON as it was stored
SELECT c.community, d.device, d.kind, m.meter, d.is_piloted, extract(epoch FROM d.last_started_at)::bigint AS started_s,
       d.source, d.outer_id, d.outer_type, d.wish::text AS wish
FROM grid.flexible_device AS d
JOIN grid.community AS c USING (community_id)
LEFT JOIN grid.meter AS m USING (meter_id)
WHERE c.community = ANY ($1::text[])
