-- Tell the planner how many slices there are.
--
-- returns none
ANALYZE billing.slice, billing.slice_energy
