-- A chosen forecast has as many quarter hours as it says, all of them after its issue.
--
-- returns many
--   community_id  bigint
--   quantity      text
--   issued_at     timestamptz
SELECT h.community_id, h.quantity, h.issued_at
FROM aggregate.forecast_choice AS h
LEFT JOIN aggregate.forecast AS f USING (community_id, quantity, issued_at, method)
GROUP BY h.community_id, h.quantity, h.issued_at, h.slot_count
HAVING count(f.starts_at) <> h.slot_count OR min(f.starts_at) < h.issued_at
ORDER BY h.community_id, h.quantity, h.issued_at
