-- Empty the session's tables of blocks and parts.
--
-- returns none
TRUNCATE block_stage, part_stage
