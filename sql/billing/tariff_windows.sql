-- List the energy periods of tariff versions with their daily windows.
--
-- A version without an energy price is one row without a period. Order: tariff, version, period.
--
-- $1 tariff_ids  bigint[]
-- $2 end_day     date      versions that begin later are not wanted
-- returns many
--   tariff_id   bigint
--   tariff      text
--   valid_from  date
--   period      text
--   windows     text  HH:MM-HH:MM, separated by a space
SELECT v.tariff_id, t.tariff, v.valid_from, p.period, array_to_string(p.windows, ' ') AS windows
FROM grid.tariff_version AS v
JOIN grid.tariff AS t ON t.tariff_id = v.tariff_id
LEFT JOIN grid.tariff_price AS p
  ON p.tariff_id = v.tariff_id AND p.valid_from = v.valid_from AND p.component = 'energy'
WHERE v.tariff_id = ANY ($1::bigint[]) AND v.valid_from < $2::date
ORDER BY t.tariff, v.valid_from, p.period
