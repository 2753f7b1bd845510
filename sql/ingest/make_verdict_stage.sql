-- Make the session's table for what breaks a rule; emptied at each commit.
--
-- returns none
CREATE TEMP TABLE IF NOT EXISTS verdict_stage (
  meter_id bigint, day date, last_day date, rule text, register smallint, starts_s bigint, ends_s bigint, severity text, threshold text,
  evidence text
) ON COMMIT DELETE ROWS
