-- Cut the contracts of a community's month wherever contract, community, price or tax begins or ends.
--
-- valid_from is NULL for days before the tariff's first version. Days are local and half-open. Order: meter, first day,
-- kind. Scopes: open (not billed yet), issued (billed already), all.
--
-- $1 community_id  bigint
-- $2 period        daterange  one month
-- $3 scope         text
-- $4 customer      text       code; NULL: all
-- $5 tariff        text       code of the tariff that replaces those of consumption; NULL: none does
-- $6 price_day     date       its prices are those of this day, all the time; NULL: each day has its own
-- returns many
--   contract_id  bigint
--   contract     text
--   customer_id  bigint
--   customer     text
--   meter_id     bigint
--   meter        text
--   interval_s   integer
--   kind         text
--   document     text     invoice or self_billed
--   power_kva    numeric
--   tariff_id    bigint
--   tariff       text
--   valid_from   date
--   first_day    date
--   end_day      date
WITH version AS (
  SELECT tariff_id, valid_from,
         daterange(valid_from, lead(valid_from) OVER (PARTITION BY tariff_id ORDER BY valid_from)) AS during
  FROM grid.tariff_version
  UNION ALL
  SELECT t.tariff_id, NULL, daterange(NULL, min(v.valid_from))
  FROM grid.tariff AS t
  LEFT JOIN grid.tariff_version AS v USING (tariff_id)
  GROUP BY t.tariff_id
), other AS (
  SELECT t.tariff_id, max(v.valid_from) FILTER (WHERE v.valid_from <= $6::date) AS valid_from
  FROM grid.tariff AS t
  LEFT JOIN grid.tariff_version AS v USING (tariff_id)
  WHERE t.tariff = $5::text
  GROUP BY t.tariff_id
), in_force AS (
  SELECT v.tariff_id, v.valid_from, v.during FROM version AS v
  WHERE $6::date IS NULL OR v.tariff_id NOT IN (SELECT tariff_id FROM other)
  UNION ALL
  SELECT o.tariff_id, o.valid_from, daterange(NULL, NULL) FROM other AS o WHERE $6::date IS NOT NULL
), cut AS MATERIALIZED (
  SELECT p.tariff_id, p.valid_from, array_agg(DISTINCT r.valid_from ORDER BY r.valid_from) AS days
  FROM grid.tariff_price AS p
  LEFT JOIN grid.tax_rate AS levy ON levy.tax_id = p.tax_id
  JOIN grid.tax_rate AS r ON r.tax_id IN (p.vat_tax_id, p.tax_id, levy.vat_tax_id)
  WHERE $2::daterange @> r.valid_from
  GROUP BY p.tariff_id, p.valid_from
), contract AS (
  SELECT c.contract_id, c.contract, c.customer_id, u.customer, c.meter_id, c.kind, c.power_kva, c.during,
         CASE c.settlement WHEN 'self_billed' THEN 'self_billed' ELSE 'invoice' END AS document,
         CASE WHEN c.kind = 'consumption' THEN coalesce(other.tariff_id, c.tariff_id) ELSE c.tariff_id END AS tariff_id
  FROM grid.contract AS c
  JOIN grid.customer AS u USING (customer_id)
  LEFT JOIN other ON true
  WHERE c.during && $2::daterange AND ($4::text IS NULL OR u.customer = $4::text)
), stay AS (
  SELECT c.contract_id, c.contract, c.customer_id, c.customer, c.meter_id, c.kind, c.document, c.power_kva, c.tariff_id, v.valid_from,
         c.during * m.during * v.during * $2::daterange AS during
  FROM grid.membership AS m
  JOIN contract AS c ON c.meter_id = m.meter_id AND c.during && m.during
  JOIN in_force AS v ON v.tariff_id = c.tariff_id AND v.during && c.during
  WHERE m.community_id = $1::bigint AND m.during && $2::daterange
)
SELECT s.contract_id, s.contract, s.customer_id, s.customer, s.meter_id, meter.meter, meter.interval_s, s.kind, s.document, s.power_kva::numeric,
       s.tariff_id, t.tariff, s.valid_from, piece.first_day,
       lead(piece.first_day, 1, upper(s.during)) OVER (PARTITION BY s.contract_id, lower(s.during)
                                                       ORDER BY piece.first_day) AS end_day
FROM stay AS s
CROSS JOIN LATERAL (SELECT meter, interval_s FROM grid.meter AS m WHERE m.meter_id = s.meter_id OFFSET 0) AS meter  -- by index
JOIN grid.tariff AS t ON t.tariff_id = s.tariff_id
LEFT JOIN cut ON cut.tariff_id = s.tariff_id AND cut.valid_from = s.valid_from
CROSS JOIN LATERAL (
  SELECT lower(s.during) AS first_day
  UNION
  SELECT day FROM unnest(cut.days) AS day WHERE s.during @> day
) AS piece
WHERE NOT isempty(s.during)
  AND ($3::text = 'all'
       OR ($3::text = 'issued') = EXISTS (
         SELECT FROM billing.standing AS i
         WHERE i.community_id = $1::bigint AND i.customer_id = s.customer_id AND i.meter_id = s.meter_id
           AND i.period = $2::daterange AND i.document = s.document))
ORDER BY s.meter_id, piece.first_day, s.kind
