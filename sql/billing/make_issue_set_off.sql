-- Make the session's table of the credits that are set off while documents are issued; emptied at each commit.
--
-- returns none
CREATE TEMP TABLE IF NOT EXISTS issue_set_off (community_id bigint, credit text, invoice text, amount_eur numeric) ON COMMIT DELETE ROWS
