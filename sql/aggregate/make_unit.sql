-- Make the session's table for the meter days that are being made again; emptied at each commit.
--
-- The key is for the planner, who knows nothing of a session's table: without it he compares each stored day of a year with
-- each new one.
--
-- returns none
CREATE TEMP TABLE IF NOT EXISTS unit (
  meter_id bigint, day date, PRIMARY KEY (day, meter_id)
) ON COMMIT DELETE ROWS
