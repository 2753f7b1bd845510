-- Add temperatures, or change those that are there.
--
-- $1 community     text[]         codes
-- $2 starts_at     timestamptz[]  full hours
-- $3 issued_at     timestamptz[]  when each was known
-- $4 centidegrees  integer[]      hundredths of a degree Celsius
-- returns none
INSERT INTO grid.weather (community_id, starts_at, issued_at, temperature_c)
SELECT c.community_id, g.starts_at, g.issued_at, g.centidegrees / 100.0
FROM unnest($1::text[], $2::timestamptz[], $3::timestamptz[], $4::integer[])
  AS g (community, starts_at, issued_at, centidegrees)
JOIN grid.community AS c USING (community)
ON CONFLICT (community_id, starts_at, issued_at) DO UPDATE
SET temperature_c = excluded.temperature_c
