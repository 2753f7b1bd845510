-- Add up the power of a community's cars that were allowed to charge after an instant: no reading shows them yet.
--
-- Of a car the newest request counts: one that asks again does not stand in its own way.
--
-- $1 community_id  bigint
-- $2 after         timestamptz  excluded
-- $3 as_of         timestamptz  included
-- returns one
--   granted_w  bigint
SELECT coalesce(sum(d.power_w), 0)::bigint AS granted_w
FROM operate.charge_decision AS d
WHERE d.community_id = $1::bigint AND d.decision = 'grant' AND d.decided_at > $2::timestamptz AND d.decided_at <= $3::timestamptz
  AND NOT EXISTS (
    SELECT FROM grid.charge_request AS r
    WHERE r.community_id = d.community_id AND r.car = d.car AND r.requested_at > d.requested_at
      AND r.requested_at <= $3::timestamptz)
