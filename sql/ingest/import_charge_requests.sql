-- Add charge requests, or change those that are there.
--
-- What a car lacks is rounded up to the Wh: full is full.
--
-- $1 community       text[]         codes
-- $2 car             text[]         codes of devices
-- $3 requested_at    timestamptz[]
-- $4 soc_percent     numeric[]      state of charge
-- $5 target_percent  numeric[]      state of charge wanted
-- $6 deadline        timestamptz[]
-- returns none
INSERT INTO grid.charge_request
  (community_id, car, requested_at, soc_percent, target_percent, deadline, power_w, energy_wh)
SELECT c.community_id, g.car, g.requested_at, g.soc_percent, g.target_percent, g.deadline, d.power_w,
       ceil(d.capacity_wh * greatest(0, g.target_percent - g.soc_percent) / 100)::bigint
FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::numeric[], $5::numeric[], $6::timestamptz[])
  AS g (community, car, requested_at, soc_percent, target_percent, deadline)
JOIN grid.community AS c USING (community)
JOIN grid.device AS d ON d.device = g.car AND d.during @> (g.requested_at AT TIME ZONE c.zone)::date
ON CONFLICT (community_id, car, requested_at) DO UPDATE
SET soc_percent = excluded.soc_percent, target_percent = excluded.target_percent, deadline = excluded.deadline,
    power_w = excluded.power_w, energy_wh = excluded.energy_wh
