-- Load the energy of the slices of one run, one row a tariff period.
--
-- returns copy
COPY billing.slice_energy (community_id, contract_id, first_day, tariff_period, energy_wh) FROM STDIN (FORMAT binary)
