-- Keep what the slots of the session's table lack and no plant can produce.
--
-- returns none
INSERT INTO operate.unmet (community_id, starts_at, unmet_w)
SELECT DISTINCT community_id, starts_at, unmet_w
FROM pg_temp.supplier_request
WHERE action = 'more' AND unmet_w > 0
