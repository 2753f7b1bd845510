-- Make the session's table of the newest reading of each member's registers; emptied at each commit.
--
-- returns none
CREATE TEMP TABLE IF NOT EXISTS newest_reading (
  community_id bigint, meter_id bigint, register smallint, ended_at timestamptz, format text
) ON COMMIT DELETE ROWS
