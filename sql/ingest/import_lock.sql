-- Keep other imports waiting until this transaction ends.
--
-- Readers are not held up. What an import checks is still true when it writes.
--
-- returns none
LOCK TABLE grid.community, grid.customer, grid.meter, grid.membership, grid.tariff, grid.contract
  IN SHARE ROW EXCLUSIVE MODE
