-- Make the session's table for what each dump said of a block; emptied at each commit.
--
-- returns none
CREATE TEMP TABLE IF NOT EXISTS part_stage (
  community_id bigint, meter_id bigint, register smallint, day date, batch_id bigint, interval_s integer,
  exponent smallint, wh integer[], quality smallint[]
) ON COMMIT DELETE ROWS
