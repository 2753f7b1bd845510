-- Add up the power of a community's cars that were allowed to charge after an instant: no reading shows them yet.
--
-- $1 community_id  bigint
-- $2 after         timestamptz  excluded
-- $3 as_of         timestamptz  included
-- returns one
--   granted_w  bigint
SELECT coalesce(sum(power_w), 0)::bigint AS granted_w
FROM operate.charge_decision
WHERE community_id = $1::bigint AND decision = 'grant' AND decided_at > $2::timestamptz AND decided_at <= $3::timestamptz
