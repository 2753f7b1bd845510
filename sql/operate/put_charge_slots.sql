-- Enter the plan of a community's cars.
--
-- $1 community_id  bigint
-- $2 car           text[]
-- $3 starts_at     timestamptz[]
-- $4 requested_at  timestamptz[]
-- $5 power_w       bigint[]
-- returns none
INSERT INTO operate.charge_slot (community_id, car, starts_at, requested_at, power_w)
SELECT $1::bigint, g.car, g.starts_at, g.requested_at, g.power_w
FROM unnest($2::text[], $3::timestamptz[], $4::timestamptz[], $5::bigint[]) AS g (car, starts_at, requested_at, power_w)
