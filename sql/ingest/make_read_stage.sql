-- Make the session's table for reads of a dump; emptied at each commit.
--
-- returns none
CREATE TEMP TABLE IF NOT EXISTS read_stage (
  community_id bigint, meter_id bigint, register smallint, dial text, serial text, read_s bigint, batch_id bigint,
  index_mwh bigint, quality smallint, family smallint, turn_mwh bigint
) ON COMMIT DELETE ROWS
