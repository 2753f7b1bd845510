-- Issue directives; those of the same instant are left alone.
--
-- $1 community_id  bigint
-- $2 issued_at     timestamptz
-- $3 expires_at    timestamptz
-- $4 origin        text         automatic or operator
-- $5 device        text[]
-- $6 state         text[]       ON, OFF or AUTO
-- $7 power_w       bigint[]
-- $8 reason        text[]
-- returns many
--   device  text  one that was issued
INSERT INTO operate.directive (community_id, device, issued_at, origin, state, reason, power_w, expires_at)
SELECT $1::bigint, g.device, $2::timestamptz, $4::text, g.state, g.reason, g.power_w, $3::timestamptz
FROM unnest($5::text[], $6::text[], $7::bigint[], $8::text[]) AS g (device, state, power_w, reason)
ON CONFLICT (community_id, device, issued_at, origin) DO NOTHING
RETURNING device
