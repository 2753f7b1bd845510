-- Load the energy of the slices of one run, one row a price.
--
-- returns copy
COPY billing.slice_energy (community_id, contract_id, first_day, component, tariff_period, estimated, energy_wh)
FROM STDIN (FORMAT binary)
