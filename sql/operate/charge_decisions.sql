-- Show the decisions on charge requests of an instant.
--
-- Order: community, car.
--
-- $1 community   text         NULL: all
-- $2 decided_at  timestamptz
-- returns many
--   car       text
--   decision  text    grant or defer
--   grant_s   bigint  seconds since 1970-01-01T00:00:00Z
--   reason    text
SELECT d.car, d.decision, extract(epoch FROM d.grant_at)::bigint AS grant_s, d.reason
FROM operate.charge_decision AS d
JOIN grid.community AS c USING (community_id)
WHERE d.decided_at = $2::timestamptz AND ($1::text IS NULL OR c.community = $1::text)
ORDER BY c.community, d.car
