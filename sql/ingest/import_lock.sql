-- Keep other imports waiting until this transaction ends.
--
-- Readers are not held up. What an import checks is still true when it writes.
--
-- returns none
LOCK TABLE grid.seller, grid.community, grid.customer, grid.meter, grid.membership, grid.tax, grid.calendar, grid.tariff,
  grid.contract, grid.plant, grid.demand, grid.device, grid.charge_request, grid.sharing_key, grid.sharing_member, grid.battery, grid.price,
  grid.emission, grid.flexible_device, grid.consent, partner.product, grid.alias
  IN SHARE ROW EXCLUSIVE MODE
