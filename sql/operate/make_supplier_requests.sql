-- Make the session's table for what suppliers are asked for, one row a slot and plant; emptied at each commit.
--
-- returns none
CREATE TEMP TABLE IF NOT EXISTS supplier_request (
  community_id  bigint,
  plant_id      bigint,
  starts_at     timestamptz,
  slot_s        integer,
  action        text,
  is_newest     boolean,
  needed_w      bigint,
  unmet_w       bigint,
  production_w  bigint,
  asked_w       bigint,
  target_w      bigint GENERATED ALWAYS AS (production_w + CASE action WHEN 'more' THEN asked_w ELSE -asked_w END) STORED
) ON COMMIT DELETE ROWS
