-- No slot is strictly autarkic while a member is unknown or something was drawn from the grid.
--
-- returns many
--   community_id  bigint
--   starts_at     timestamptz
SELECT community_id, starts_at
FROM aggregate.community_slot
WHERE strict AND (present_count < member_count OR import_wh IS DISTINCT FROM 0)
ORDER BY community_id, starts_at
