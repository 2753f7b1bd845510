-- Empty the session's slices and their energy, for the next community of the same transaction.
--
-- returns none
WITH energy AS (
  DELETE FROM slice_energy
)
DELETE FROM slice
