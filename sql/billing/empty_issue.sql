-- Empty the session's tables of what was issued, for the next month of the same transaction.
--
-- returns none
WITH set_off AS (
  DELETE FROM issue_set_off
)
DELETE FROM issue
