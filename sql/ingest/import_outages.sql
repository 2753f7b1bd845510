-- Add planned outages, or change those that are there.
--
-- $1 outage     text[]         codes
-- $2 community  text[]         codes; NULL: of a meter
-- $3 meter      text[]         codes; NULL: of a community
-- $4 register   smallint[]     NULL: all of the meter
-- $5 from_at    timestamptz[]
-- $6 to_at      timestamptz[]  excluded; NULL: until further notice
-- $7 reason     text[]
-- returns none
INSERT INTO grid.outage (outage, community_id, meter_id, register, during, reason)
SELECT g.outage, c.community_id, m.meter_id, g.register, tstzrange(g.from_at, g.to_at), g.reason
FROM unnest($1::text[], $2::text[], $3::text[], $4::smallint[], $5::timestamptz[], $6::timestamptz[], $7::text[])
  AS g (outage, community, meter, register, from_at, to_at, reason)
LEFT JOIN grid.community AS c USING (community)
LEFT JOIN grid.meter AS m USING (meter)
ON CONFLICT (outage) DO UPDATE
SET community_id = excluded.community_id, meter_id = excluded.meter_id, register = excluded.register,
    during = excluded.during, reason = excluded.reason
