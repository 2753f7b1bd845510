-- Make the session's table of what the plans in force gave each device in each step; emptied at each commit.
--
-- returns none
CREATE TEMP TABLE IF NOT EXISTS ems_load (
  community_id bigint, method text, device text, kind text, starts_at timestamptz, ends_at timestamptz, day date,
  load bigint, is_on boolean
) ON COMMIT DELETE ROWS
