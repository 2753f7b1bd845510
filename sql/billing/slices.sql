-- Cut the contracts of a community's month wherever the contract, the community or the price begins or ends.
--
-- Months that were issued to a customer are left out. valid_from is NULL for days before the tariff's first version;
-- feed_in_priced says whether the version pays for feed-in. Days are local and half-open. Order: meter, first day, kind.
--
-- $1 community_id  bigint
-- $2 period        daterange  one month
-- returns many
--   contract_id     bigint
--   contract        text
--   customer_id     bigint
--   meter_id        bigint
--   interval_s      integer
--   kind            text
--   tariff_id       bigint
--   tariff          text
--   valid_from      date
--   feed_in_priced  boolean
--   first_day       date
--   end_day         date
WITH version AS (
  SELECT tariff_id, valid_from,
         daterange(valid_from, lead(valid_from) OVER (PARTITION BY tariff_id ORDER BY valid_from)) AS during
  FROM grid.tariff_version
  UNION ALL
  SELECT t.tariff_id, NULL, daterange(NULL, min(v.valid_from))
  FROM grid.tariff AS t
  LEFT JOIN grid.tariff_version AS v USING (tariff_id)
  GROUP BY t.tariff_id
), slice AS (
  SELECT c.contract_id, c.contract, c.customer_id, c.meter_id, c.kind, c.tariff_id, v.valid_from,
         c.during * m.during * v.during * $2::daterange AS during
  FROM grid.membership AS m
  JOIN grid.contract AS c ON c.meter_id = m.meter_id AND c.during && m.during
  JOIN version AS v ON v.tariff_id = c.tariff_id AND v.during && c.during
  WHERE m.community_id = $1::bigint AND m.during && $2::daterange AND c.during && $2::daterange
)
SELECT s.contract_id, s.contract, s.customer_id, s.meter_id, meter.interval_s, s.kind, s.tariff_id, t.tariff, s.valid_from,
       EXISTS (SELECT FROM grid.tariff_price AS p
               WHERE p.tariff_id = s.tariff_id AND p.valid_from = s.valid_from
                 AND p.component = 'feed_in') AS feed_in_priced,
       lower(s.during) AS first_day, upper(s.during) AS end_day
FROM slice AS s
JOIN grid.meter USING (meter_id)
JOIN grid.tariff AS t ON t.tariff_id = s.tariff_id
WHERE NOT isempty(s.during)
  AND NOT EXISTS (SELECT FROM billing.invoice AS i
                  WHERE i.community_id = $1::bigint AND i.customer_id = s.customer_id AND i.meter_id = s.meter_id
                    AND i.period = $2::daterange)
ORDER BY s.meter_id, first_day, s.kind
