-- Show some planned outages.
--
-- $1 outages  text[]  codes
-- returns many
--   outage     text      code
--   community  text      code; NULL: of a meter
--   meter      text      code; NULL: of a community
--   register   smallint  NULL: all of the meter
--   from_s     bigint    seconds since the epoch
--   to_s       bigint    NULL: until further notice
--   reason     text
SELECT o.outage, c.community, m.meter, o.register, extract(epoch FROM lower(o.during))::bigint AS from_s,
       extract(epoch FROM upper(o.during))::bigint AS to_s, o.reason
FROM grid.outage AS o
LEFT JOIN grid.community AS c USING (community_id)
LEFT JOIN grid.meter AS m USING (meter_id)
WHERE o.outage = ANY ($1::text[])
