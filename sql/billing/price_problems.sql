-- List what the prices of tariff versions lack on given days: a rate of a tax, or a standing charge for a power.
--
-- $1 tariff_ids   bigint[]
-- $2 valid_froms  date[]     the version of each
-- $3 first_days   date[]     the day whose taxes count
-- $4 powers       numeric[]  subscribed power in kVA; NULL: none
-- returns many
--   tariff_id    bigint
--   valid_from   date
--   first_day    date
--   power_kva    numeric
--   levies_only  boolean  whether it concerns production too: the taxes of its prices
--   problem      text
WITH slice AS (
  SELECT DISTINCT tariff_id, valid_from, first_day, power_kva
  FROM unnest($1::bigint[], $2::date[], $3::date[], $4::numeric[]) AS u (tariff_id, valid_from, first_day, power_kva)
), needed AS (
  SELECT s.tariff_id, s.valid_from, s.first_day, s.power_kva, need.is_vat, need.tax_id, rate.unit
  FROM slice AS s
  JOIN grid.tariff_price AS p USING (tariff_id, valid_from)
  CROSS JOIN LATERAL (VALUES (false, p.tax_id), (true, p.vat_tax_id), (true, (
    SELECT r.vat_tax_id FROM grid.tax_rate AS r
    WHERE r.tax_id = p.tax_id AND r.valid_from <= s.first_day ORDER BY r.valid_from DESC LIMIT 1))) AS need (is_vat, tax_id)
  LEFT JOIN LATERAL (
    SELECT r.unit FROM grid.tax_rate AS r
    WHERE r.tax_id = need.tax_id AND r.valid_from <= s.first_day ORDER BY r.valid_from DESC LIMIT 1) AS rate ON true
  WHERE need.tax_id IS NOT NULL
)
SELECT DISTINCT n.tariff_id, n.valid_from, n.first_day, n.power_kva::numeric, true AS levies_only,
       CASE WHEN n.unit IS NULL THEN 'no rate of tax ' WHEN n.is_vat THEN 'for VAT the levy ' ELSE 'for a levy the VAT ' END
       || '''' || t.tax || '''' AS problem
FROM needed AS n
JOIN grid.tax AS t USING (tax_id)
WHERE n.unit IS NULL OR (n.unit = 'percent') <> n.is_vat
UNION
SELECT s.tariff_id, s.valid_from, s.first_day, s.power_kva, false, 'no standing charge ''' || p.period || ''' for the contract''s power'
FROM slice AS s
JOIN grid.tariff_price AS p USING (tariff_id, valid_from)
WHERE p.component = 'standing_charge'
GROUP BY s.tariff_id, s.valid_from, s.first_day, s.power_kva, p.period
HAVING NOT coalesce(bool_or(p.power_kva IN (0, s.power_kva)), false)
UNION
SELECT n.tariff_id, n.valid_from, n.first_day, n.power_kva, false, 'a levy on power, and the contract has none,'
FROM needed AS n
WHERE n.unit = 'kVA' AND n.power_kva IS NULL
UNION
SELECT s.tariff_id, s.valid_from, s.first_day, s.power_kva, false, 'a price for power, and the contract has none,'
FROM slice AS s
WHERE s.power_kva IS NULL
  AND EXISTS (SELECT FROM grid.tariff_price AS p
              WHERE p.tariff_id = s.tariff_id AND p.valid_from = s.valid_from AND p.component = 'power')
ORDER BY 1, 2, 3, 4, 5, 6
