-- Enter decisions on charge requests.
--
-- $1 community_id  bigint
-- $2 decided_at    timestamptz
-- $3 car           text[]
-- $4 requested_at  timestamptz[]
-- $5 decision      text[]         grant or defer
-- $6 grant_at      timestamptz[]
-- $7 reason        text[]
-- $8 power_w       bigint[]       what the car draws when it charges; 0: it needs nothing
-- returns none
INSERT INTO operate.charge_decision (community_id, car, requested_at, decided_at, decision, grant_at, reason, power_w)
SELECT $1::bigint, g.car, g.requested_at, $2::timestamptz, g.decision, g.grant_at, g.reason, g.power_w
FROM unnest($3::text[], $4::timestamptz[], $5::text[], $6::timestamptz[], $7::text[], $8::bigint[])
  AS g (car, requested_at, decision, grant_at, reason, power_w)
ON CONFLICT (community_id, car, requested_at, decided_at) DO NOTHING
