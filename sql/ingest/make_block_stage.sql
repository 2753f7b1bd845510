-- Make the session's table for blocks that replace stored ones; emptied at each commit.
--
-- returns none
CREATE TEMP TABLE IF NOT EXISTS block_stage (
  community_id bigint, meter_id bigint, register smallint, day date, interval_s integer, exponent smallint,
  revision integer, batch_id bigint, wh integer[], quality smallint[]
) ON COMMIT DELETE ROWS
