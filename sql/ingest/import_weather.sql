-- Add temperatures, or change those that are there.
--
-- $1 community     text[]         codes
-- $2 starts_at     timestamptz[]  full hours
-- $3 issued_at     timestamptz[]  when each was known
-- $4 centidegrees  integer[]      hundredths of a degree Celsius
-- $5 wind_kmh      smallint[]     at the start of the hour; NULL: not told
-- $6 gust_kmh      smallint[]
-- $7 wind_deg      smallint[]     where it comes from
-- returns none
INSERT INTO grid.weather (community_id, starts_at, issued_at, temperature_c, wind_kmh, gust_kmh, wind_deg)
SELECT c.community_id, g.starts_at, g.issued_at, g.centidegrees / 100.0, g.wind_kmh, g.gust_kmh, g.wind_deg
FROM unnest($1::text[], $2::timestamptz[], $3::timestamptz[], $4::integer[], $5::smallint[], $6::smallint[],
            $7::smallint[])
  AS g (community, starts_at, issued_at, centidegrees, wind_kmh, gust_kmh, wind_deg)
JOIN grid.community AS c USING (community)
ON CONFLICT (community_id, starts_at, issued_at) DO UPDATE
SET temperature_c = excluded.temperature_c, wind_kmh = excluded.wind_kmh, gust_kmh = excluded.gust_kmh,
    wind_deg = excluded.wind_deg
