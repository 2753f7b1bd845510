-- Put the directives of an instant into the outbox, each once.
--
-- $1 community_id  bigint
-- $2 issued_at     timestamptz
-- returns none
INSERT INTO ops.outbox (topic, key, community, happened_at, created_at, expires_at, message)
SELECT 'directive',
       d.device || '|' || to_char(d.issued_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') || '|' || d.origin,
       c.community, d.issued_at, d.issued_at, d.expires_at,
       json_build_object('device', d.device, 'meter', m.meter, 'state', d.state, 'reason', d.reason, 'origin', d.origin,
                         'power_w', d.power_w,
                         'expires_at', to_char(d.expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
FROM operate.directive AS d
JOIN grid.community AS c USING (community_id)
JOIN grid.device AS g ON g.device = d.device AND g.during @> (d.issued_at AT TIME ZONE c.zone)::date
JOIN grid.meter AS m USING (meter_id)
WHERE d.community_id = $1::bigint AND d.issued_at = $2::timestamptz
ORDER BY d.device, d.origin
ON CONFLICT (topic, key) DO NOTHING
