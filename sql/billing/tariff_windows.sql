-- List the energy periods of tariff versions with their windows, and which energy of neighbours has a price of its own.
--
-- A version without such a price is one row without a component. Order: tariff, version, component, period.
--
-- $1 tariff_ids  bigint[]
-- returns many
--   tariff_id    bigint
--   valid_from   date
--   calendar_id  bigint
--   component    text    energy, feed_in, community or community_feed_in
--   period       text
--   windows      text    see Grid.TariffWindow; separated by a space
SELECT v.tariff_id, v.valid_from, v.calendar_id, p.component, p.period, array_to_string(p.windows, ' ') AS windows
FROM grid.tariff_version AS v
JOIN grid.tariff AS t ON t.tariff_id = v.tariff_id
LEFT JOIN grid.tariff_price AS p
  ON p.tariff_id = v.tariff_id AND p.valid_from = v.valid_from AND p.above_kwh = 0
 AND p.component IN ('energy', 'feed_in', 'community', 'community_feed_in')
WHERE v.tariff_id = ANY ($1::bigint[])
ORDER BY t.tariff, v.valid_from, p.component, p.period
