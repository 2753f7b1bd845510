-- Make the session's table for the meter days of one community that are being validated; emptied at each commit.
--
-- returns none
CREATE TEMP TABLE IF NOT EXISTS validated_day (
  meter_id bigint, day date, PRIMARY KEY (meter_id, day)
) ON COMMIT DELETE ROWS
