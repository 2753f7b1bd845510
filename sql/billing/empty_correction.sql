-- Empty the session's tables of corrections, for the next community of the same transaction.
--
-- returns none
WITH line AS (
  DELETE FROM correction_line
)
DELETE FROM correction
