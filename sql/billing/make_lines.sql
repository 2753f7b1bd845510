-- Make the lines of a community's drafts from the slices and their energy.
--
-- A line's net is rounded once, half away from zero, from the exact quantity: price x days of the slice / days of the
-- month for a standing charge, price x Wh / 1000 for energy. The quantity of a standing charge is shown to 6 decimals.
-- Feed-in is a negative quantity at a positive price. Order of lines: slice, standing charge, energy, feed-in.
--
-- $1 community_id  bigint
-- $2 period        daterange  one month
-- returns one
--   lines  bigint
WITH charge AS (
  SELECT s.customer_id, s.meter_id, s.contract_id, s.first_day, s.end_day, 1 AS position, p.component, p.period,
         (s.end_day - s.first_day)::numeric / (upper($2::daterange) - lower($2::daterange)) AS quantity, 'month' AS unit,
         p.price * (s.end_day - s.first_day) / (upper($2::daterange) - lower($2::daterange)) AS net,
         p.price, p.vat_rate
  FROM billing.slice AS s
  JOIN grid.tariff_price AS p
    ON p.tariff_id = s.tariff_id AND p.valid_from = s.valid_from AND p.component = 'standing_charge'
  WHERE s.community_id = $1::bigint AND s.kind = 'consumption'
  UNION ALL
  SELECT s.customer_id, s.meter_id, s.contract_id, s.first_day, s.end_day,
         CASE p.component WHEN 'energy' THEN 2 ELSE 3 END, p.component, p.period,
         e.energy_wh * CASE p.component WHEN 'energy' THEN 0.001 ELSE -0.001 END, 'kWh',
         e.energy_wh * CASE p.component WHEN 'energy' THEN 0.001 ELSE -0.001 END * p.price,
         p.price, p.vat_rate
  FROM billing.slice AS s
  JOIN billing.slice_energy AS e
    ON e.community_id = s.community_id AND e.contract_id = s.contract_id AND e.first_day = s.first_day
  JOIN grid.tariff_price AS p
    ON p.tariff_id = s.tariff_id AND p.valid_from = s.valid_from
   AND CASE s.kind WHEN 'consumption' THEN p.component = 'energy' AND p.period = e.tariff_period
                   ELSE p.component = 'feed_in' END
  WHERE s.community_id = $1::bigint
), line AS (
  INSERT INTO billing.draft_line (community_id, customer_id, meter_id, period, line, contract_id, kind, tariff_period,
                                  during, quantity, unit, unit_price, net_eur, vat_rate)
  SELECT $1::bigint, customer_id, meter_id, $2::daterange,
         row_number() OVER (PARTITION BY customer_id, meter_id
                            ORDER BY first_day, position, period COLLATE "C", contract_id),
         contract_id, component, period, daterange(first_day, end_day), trim_scale(round(quantity, 6)), unit, price,
         round(net, 2), vat_rate
  FROM charge
  RETURNING 1
)
SELECT count(*) AS lines FROM line
