-- Make the session's table of steps with the plan that was in force in each; emptied at each commit.
--
-- returns none
CREATE TEMP TABLE IF NOT EXISTS ems_step (
  community_id bigint, method text, run_id bigint, index integer, step_s integer, starts_at timestamptz,
  ends_at timestamptz, day date, base bigint, total bigint
) ON COMMIT DELETE ROWS
