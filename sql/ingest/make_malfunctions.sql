-- Make the session's table of malfunctions that a run finds; emptied at each commit.
--
-- returns none
CREATE TEMP TABLE IF NOT EXISTS found_malfunction (
  community_id bigint, meter_id bigint, kind text, subject text, source text, since_at timestamptz, evidence jsonb
) ON COMMIT DELETE ROWS
