-- Put the decisions of an instant into the outbox, each once.
--
-- $1 community_id  bigint
-- $2 decided_at    timestamptz
-- returns none
INSERT INTO ops.outbox (topic, key, community, happened_at, created_at, expires_at, message)
SELECT 'charge',
       d.car || '|' || to_char(d.requested_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
         || '|' || to_char(d.decided_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
       c.community, d.decided_at, d.decided_at, r.deadline,
       json_build_object('car', d.car, 'decision', d.decision,
                         'grant_at', to_char(d.grant_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                         'reason', d.reason)
FROM operate.charge_decision AS d
JOIN grid.charge_request AS r USING (community_id, car, requested_at)
JOIN grid.community AS c USING (community_id)
WHERE d.community_id = $1::bigint AND d.decided_at = $2::timestamptz
ORDER BY d.car
ON CONFLICT (topic, key) DO NOTHING
