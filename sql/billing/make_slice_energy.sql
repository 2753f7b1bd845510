-- Make the session's table of the slices' energy, by the tariff's component and energy period; emptied at each commit.
--
-- returns none
CREATE TEMP TABLE IF NOT EXISTS slice_energy (
  contract_id bigint, first_day date, component text, tariff_period text, estimated boolean, energy_wh numeric
) ON COMMIT DELETE ROWS
