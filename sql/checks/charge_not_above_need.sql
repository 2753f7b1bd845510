-- What is planned for a charge request is not more than it needs.
--
-- returns many
--   community_id  bigint
--   car           text
--   requested_at  timestamptz
SELECT r.community_id, r.car, r.requested_at
FROM operate.charge_slot AS s
JOIN grid.charge_request AS r USING (community_id, car, requested_at)
GROUP BY r.community_id, r.car, r.requested_at, r.energy_wh
HAVING sum(s.power_w / 4) > r.energy_wh
ORDER BY r.community_id, r.car, r.requested_at
