-- Tell the planner how many documents are being issued.
--
-- returns none
ANALYZE issue
