-- Add temperatures of devices, or change those that are there.
--
-- $1 community     text[]         codes
-- $2 device        text[]
-- $3 measured_at   timestamptz[]
-- $4 centidegrees  integer[]      hundredths of a degree Celsius
-- returns none
INSERT INTO grid.temperature (community_id, device, measured_at, temperature_c)
SELECT c.community_id, g.device, g.measured_at, g.centidegrees / 100.0
FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::integer[])
  AS g (community, device, measured_at, centidegrees)
JOIN grid.community AS c USING (community)
ON CONFLICT (community_id, device, measured_at) DO UPDATE
SET temperature_c = excluded.temperature_c
