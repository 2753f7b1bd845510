-- List the flexible devices of a kind, their meters, and how the cycles of each are told from the rest.
--
-- $1 kind       text  machine, water_heater, vehicle, heater or thermal_heater
-- $2 community  text  code; NULL: all
-- $3 device     text  NULL: all
-- returns many
--   community_id  bigint
--   community     text
--   zone          text     IANA name
--   device        text
--   meter_id      bigint   the meter that measures nothing else; NULL: none
--   meter         text
--   interval_s    integer
--   start_w       integer  NULL: nothing is set for the device; so are the next three
--   end_w         integer
--   period_s      integer
--   gap           integer
SELECT d.community_id, c.community, c.zone, d.device, d.meter_id, m.meter, m.interval_s, s.start_w, s.end_w, s.period_s, s.gap
FROM grid.flexible_device AS d
JOIN grid.community AS c USING (community_id)
LEFT JOIN grid.meter AS m USING (meter_id)
LEFT JOIN optimize.cycle_setting AS s ON s.community_id = d.community_id AND s.device = d.device
WHERE d.kind = $1::text AND ($2::text IS NULL OR c.community = $2::text) AND ($3::text IS NULL OR d.device = $3::text)
ORDER BY c.community, d.device
