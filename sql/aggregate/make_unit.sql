-- Make the session's table for the meter days that are being made again; emptied at each commit.
--
-- returns none
CREATE TEMP TABLE IF NOT EXISTS unit (meter_id bigint, day date) ON COMMIT DELETE ROWS
