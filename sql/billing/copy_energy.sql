-- Load the energy of the slices of one run, one row a price.
--
-- returns copy
COPY slice_energy (contract_id, first_day, component, tariff_period, estimated, energy_wh)
FROM STDIN (FORMAT binary)
