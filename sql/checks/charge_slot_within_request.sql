-- A car charges between its request and its deadline, never with more than its greatest power.
--
-- returns many
--   community_id  bigint
--   car           text
--   starts_at     timestamptz
SELECT s.community_id, s.car, s.starts_at
FROM operate.charge_slot AS s
LEFT JOIN grid.charge_request AS r USING (community_id, car, requested_at)
WHERE r.car IS NULL OR s.starts_at < r.requested_at OR s.starts_at + interval '15 min' > r.deadline
   OR s.power_w > r.power_w
ORDER BY s.community_id, s.car, s.starts_at
