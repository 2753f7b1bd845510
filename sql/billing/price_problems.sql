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
  SELECT s.tariff_id, s.valid_from, s.first_day, s.power_kva, need.tax_id
  FROM slice AS s
  JOIN grid.tariff_price AS p USING (tariff_id, valid_from)
  CROSS JOIN LATERAL (VALUES (p.tax_id), (p.vat_tax_id), ((
    SELECT r.vat_tax_id FROM grid.tax_rate AS r
    WHERE r.tax_id = p.tax_id AND r.valid_from <= s.first_day ORDER BY r.valid_from DESC LIMIT 1))) AS need (tax_id)
  WHERE need.tax_id IS NOT NULL
)
SELECT DISTINCT n.tariff_id, n.valid_from, n.first_day, n.power_kva::numeric, true AS levies_only, 'no rate of tax ''' || t.tax || '''' AS problem
FROM needed AS n
JOIN grid.tax AS t USING (tax_id)
WHERE NOT EXISTS (SELECT FROM grid.tax_rate AS r WHERE r.tax_id = n.tax_id AND r.valid_from <= n.first_day)
UNION
SELECT s.tariff_id, s.valid_from, s.first_day, s.power_kva, false, 'no standing charge for the contract''s power'
FROM slice AS s
WHERE EXISTS (SELECT FROM grid.tariff_price AS p
              WHERE p.tariff_id = s.tariff_id AND p.valid_from = s.valid_from AND p.power_kva > 0)
  AND NOT EXISTS (SELECT FROM grid.tariff_price AS p
                  WHERE p.tariff_id = s.tariff_id AND p.valid_from = s.valid_from AND p.component = 'standing_charge'
                    AND p.power_kva IN (0, s.power_kva))
UNION
SELECT s.tariff_id, s.valid_from, s.first_day, s.power_kva, false, 'a price for power, and the contract has none,'
FROM slice AS s
WHERE s.power_kva IS NULL
  AND EXISTS (SELECT FROM grid.tariff_price AS p
              WHERE p.tariff_id = s.tariff_id AND p.valid_from = s.valid_from AND p.component = 'power')
ORDER BY 1, 2, 3, 4, 5, 6
