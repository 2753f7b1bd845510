-- Empty the session's table of reads.
--
-- returns none
TRUNCATE read_stage
