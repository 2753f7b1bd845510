-- The energy of a learned cycle is that of its steps.
--
-- returns many
--   community_id  bigint
--   device        text
--   starts_at     timestamptz
SELECT community_id, device, starts_at
FROM optimize.cycle
WHERE energy_wh <> (SELECT sum(mw) FROM unnest(profile) AS mw) * step_s / 3600000
ORDER BY community_id, device, starts_at
