-- Make the lines of a community's drafts from the slices and their energy, and take in the regularisations that wait.
--
-- A line's net is rounded once, half away from zero, from the exact quantity: price x days of the slice / days of the
-- month for what is paid by the month, price x Wh / 1000 for energy. Quantities of months are shown to 6 decimals. A block
-- of kWh counts in a slice as days of the slice / days of the month of it, rounded to Wh; estimates come after readings.
-- Feed-in is a negative quantity at a positive price. Order of lines: slice, standing charge, power, energy, community,
-- taxes, feed-in.
--
-- $1 community_id  bigint
-- $2 period        daterange  one month
-- $3 regularise    boolean    take in what waits
-- returns one
--   lines  bigint
WITH piece AS (
  SELECT s.*, (s.end_day - s.first_day)::numeric AS days, (upper($2::daterange) - lower($2::daterange))::numeric AS month_days,
         c.power_kva
  FROM slice AS s
  CROSS JOIN LATERAL (SELECT power_kva FROM grid.contract AS k WHERE k.contract_id = s.contract_id OFFSET 0) AS c  -- by index
), price AS (
  SELECT v.tariff_id, v.valid_from, v.first_day, p.component, p.period, p.above_kwh, p.power_kva, r.unit,
         lead(p.above_kwh) OVER (PARTITION BY v.tariff_id, v.valid_from, v.first_day, p.component, p.period, p.power_kva
                                 ORDER BY p.above_kwh) AS to_kwh,
         array_agg(p.power_kva) OVER (PARTITION BY v.tariff_id, v.valid_from, v.first_day, p.component, p.period) AS powers,
         coalesce(p.price, r.rate) AS price, coalesce(p.vat_rate, r.vat_rate, vat.rate) AS vat_rate
  FROM (SELECT DISTINCT tariff_id, valid_from, first_day FROM slice) AS v
  JOIN grid.tariff_price AS p USING (tariff_id, valid_from)
  LEFT JOIN LATERAL (
    SELECT * FROM grid.tax_rate AS t WHERE t.tax_id = p.tax_id AND t.valid_from <= v.first_day
    ORDER BY t.valid_from DESC LIMIT 1) AS r ON true
  LEFT JOIN LATERAL (
    SELECT * FROM grid.tax_rate AS t WHERE t.tax_id = coalesce(p.vat_tax_id, r.vat_tax_id) AND t.valid_from <= v.first_day
    ORDER BY t.valid_from DESC LIMIT 1) AS vat ON true
), energy AS (
  SELECT e.*, sum(e.energy_wh) OVER (PARTITION BY e.contract_id, e.first_day, e.component, e.tariff_period
                                     ORDER BY e.estimated) - e.energy_wh AS from_wh
  FROM slice_energy AS e
), charge AS (
  SELECT s.contract_id, s.first_day, p.component, p.period, 0::numeric AS above_kwh, false AS estimated, p.price, p.vat_rate,
         coalesce(nullif(p.unit, 'percent'), CASE p.component WHEN 'power' THEN 'kVA' ELSE 'month' END) AS unit,
         CASE WHEN 'kVA' IN (p.unit, CASE p.component WHEN 'power' THEN 'kVA' END) THEN s.power_kva * s.days ELSE s.days END
           AS units,
         s.month_days AS per
  FROM piece AS s
  JOIN price AS p ON p.tariff_id = s.tariff_id AND p.valid_from = s.valid_from AND p.first_day = s.first_day
   AND (p.component IN ('standing_charge', 'power') OR p.component = 'tax' AND p.unit IN ('month', 'kVA'))
   AND p.power_kva = CASE WHEN s.power_kva = ANY (p.powers) THEN s.power_kva ELSE 0 END
  WHERE s.kind = 'consumption'
  UNION ALL
  SELECT s.contract_id, s.first_day, p.component, p.period, p.above_kwh, e.estimated, p.price, p.vat_rate, 'kWh',
         CASE WHEN p.component IN ('feed_in', 'community_feed_in') THEN -block.wh ELSE block.wh END, 1000
  FROM piece AS s
  JOIN energy AS e ON e.contract_id = s.contract_id AND e.first_day = s.first_day
  JOIN price AS p ON p.tariff_id = s.tariff_id AND p.valid_from = s.valid_from AND p.first_day = s.first_day
   AND p.component = e.component AND p.period = e.tariff_period
  CROSS JOIN LATERAL (
    SELECT greatest(0, least(e.from_wh + e.energy_wh, round(p.to_kwh * 1000 * s.days / s.month_days))
                       - greatest(e.from_wh, round(p.above_kwh * 1000 * s.days / s.month_days))) AS wh) AS block
  WHERE block.wh > 0 OR p.above_kwh = 0 AND NOT e.estimated
  UNION ALL
  SELECT s.contract_id, s.first_day, p.component, p.period, 0, e.estimated, p.price, p.vat_rate, 'kWh',
         sum(e.energy_wh), 1000
  FROM piece AS s
  JOIN energy AS e ON e.contract_id = s.contract_id AND e.first_day = s.first_day
  JOIN price AS p ON p.tariff_id = s.tariff_id AND p.valid_from = s.valid_from AND p.first_day = s.first_day
   AND p.component = 'tax' AND p.unit IN ('kWh', 'grid_kWh') AND (p.unit = 'kWh' OR e.component = 'energy')
  WHERE s.kind = 'consumption'
  GROUP BY s.contract_id, s.first_day, p.component, p.period, e.estimated, p.price, p.vat_rate
), fresh AS (
  SELECT s.customer_id, s.meter_id, s.document, s.contract_id, c.component AS kind, c.period AS tariff_period, c.above_kwh,
         daterange(s.first_day, s.end_day) AS during, c.estimated, NULL::text AS regularises,
         trim_scale(round(c.units / c.per, 6)) AS quantity, c.unit, c.price AS unit_price,
         round(c.price * c.units / c.per, 2) AS net_eur, c.vat_rate
  FROM charge AS c
  JOIN piece AS s ON s.contract_id = c.contract_id AND s.first_day = c.first_day
), waiting AS (
  SELECT l.customer_id, l.meter_id, 'invoice', l.contract_id, l.kind, l.tariff_period, l.above_kwh, l.during, l.estimated,
         l.regularises, l.quantity, l.unit, l.unit_price, l.net_eur, l.vat_rate
  FROM billing.draft_line AS l
  JOIN (SELECT DISTINCT customer_id, meter_id FROM fresh WHERE document = 'invoice') AS f USING (customer_id, meter_id)
  WHERE $3::boolean AND l.community_id = $1::bigint AND l.document = 'regularisation' AND l.period << $2::daterange
    -- Nor is it on the draft of another month, which was made first.
    AND NOT EXISTS (SELECT FROM billing.draft AS d
                    JOIN billing.draft_line AS t USING (community_id, customer_id, meter_id, period, document)
                    WHERE d.community_id = l.community_id AND d.customer_id = l.customer_id AND d.meter_id = l.meter_id
                      AND d.document = 'invoice' AND d.corrects IS NULL AND d.period <> $2::daterange
                      AND t.regularises = l.regularises)
), line AS (
  INSERT INTO billing.draft_line (community_id, customer_id, meter_id, period, document, line, contract_id, kind,
                                  tariff_period, above_kwh, during, estimated, regularises, quantity, unit, unit_price,
                                  net_eur, vat_rate)
  SELECT $1::bigint, customer_id, meter_id, $2::daterange, document,
         row_number() OVER (
           PARTITION BY customer_id, meter_id, document
           ORDER BY regularises NULLS FIRST, lower(during),
                    array_position('{standing_charge,power,energy,community,tax,feed_in,community_feed_in}'::text[], kind),
                    tariff_period COLLATE "C", above_kwh, contract_id, estimated, quantity, unit_price),
         contract_id, kind, tariff_period, above_kwh, during, estimated, regularises, quantity, unit, unit_price, net_eur,
         vat_rate
  FROM (SELECT * FROM fresh UNION ALL SELECT * FROM waiting) AS all_lines
  RETURNING 1
)
SELECT count(*) AS lines FROM line
