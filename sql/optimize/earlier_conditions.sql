-- List what a run knew of its devices' past, and the levels and temperatures that it began with.
--
-- $1 community_id  bigint
-- $2 run_id        bigint
-- returns many
--   device          text
--   previous_s      bigint    seconds since 1970 at which `previous` begins
--   previous        bigint[]  decisions of the plans before it
--   last_started_s  bigint
--   served_s        bigint    end_by of the wish that it was last started for
--   end_by_s        bigint    of the wish of a machine or vehicle
--   percent         integer   of the wish of a vehicle
--   percent_s       bigint    since when that is told
--   level_wh        bigint    of a battery when the run's horizon begins
--   indoor_c        numeric   of a room with a thermal model, then
SELECT d.device, d.previous_begin AS previous_s, d.previous, d.last_started_at AS last_started_s,
       d.served_end_by AS served_s, coalesce(d.machine ->> 'end_by', d.vehicle ->> 'end_by')::bigint AS end_by_s,
       (d.vehicle ->> 'percent')::integer AS percent, d.percent_since AS percent_s,
       (d.battery ->> 'level_wh')::bigint AS level_wh, (d.thermal_heater ->> 'indoor_at_begin_c')::numeric AS indoor_c
FROM optimize.run AS r
CROSS JOIN LATERAL json_to_recordset(r.conditions -> 'devices') AS d
  (device text, previous_begin bigint, previous bigint[], last_started_at bigint, served_end_by bigint,
   percent_since bigint, machine json, vehicle json, battery json, thermal_heater json)
WHERE r.community_id = $1::bigint AND r.run_id = $2::bigint
