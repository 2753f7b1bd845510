-- Make the session's table for coefficients of slots; emptied at each commit.
--
-- returns none
CREATE TEMP TABLE IF NOT EXISTS coefficient_stage (
  community_id bigint, day date, starts_s bigint, producer_meter_id bigint, meter_id bigint, millionths integer
) ON COMMIT DELETE ROWS
