-- Put a message for each demand that was dispatched now and starts later; it is of no use once the demand has started.
--
-- $1 as_of      timestamptz
-- $2 community  text         NULL: all
-- returns many
--   key  text  demand and day
INSERT INTO ops.outbox (topic, key, community, happened_at, created_at, expires_at, message)
SELECT 'demand', concat_ws(' ', d.demand, s.day), c.community, s.starts_at, s.dispatched_at, s.starts_at,
       json_build_object(
         'type', 'Demand', 'demand', d.demand, 'partner', u.customer, 'community', c.community, 'power_w', s.power_w,
         'start', to_char(s.starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
         'end', to_char(s.ends_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'short_notice', s.short_notice,
         'suppliers', (SELECT coalesce(json_agg(DISTINCT p.supplier), '[]') FROM grid.plant AS p
                       WHERE p.community_id = s.community_id AND p.during @> s.day))
FROM operate.demand_dispatch AS s
JOIN grid.demand AS d USING (demand_id)
JOIN grid.customer AS u USING (customer_id)
JOIN grid.community AS c ON c.community_id = s.community_id
WHERE s.dispatched_at = $1::timestamptz AND ($2::text IS NULL OR c.community = $2::text)
ORDER BY s.starts_at, d.demand
ON CONFLICT (topic, key) DO NOTHING
RETURNING key
