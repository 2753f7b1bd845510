-- Keep the requests of the session's table.
--
-- $1 as_of  timestamptz
-- returns none
INSERT INTO operate.supplier_request (community_id, plant_id, starts_at, slot_s, action, production_w, asked_w, decided_at)
SELECT community_id, plant_id, starts_at, slot_s, action, production_w, asked_w, $1::timestamptz
FROM pg_temp.supplier_request
WHERE asked_w > 0
