-- Show what the members of a community are paid at most for what they feed in: the highest feed-in price of a day.
--
-- $1 community_id  bigint
-- $2 period        daterange  local days
-- returns many
--   day               date
--   price_hundredths  bigint  hundredths of a EUR a MWh, rounded half away from zero
SELECT d::date AS day, round(max(p.price) * 100000)::bigint AS price_hundredths
FROM grid.membership AS s
JOIN grid.contract AS k ON k.meter_id = s.meter_id AND k.kind = 'production'
CROSS JOIN LATERAL generate_series(lower(s.during * k.during * $2::daterange)::timestamp,
                                   (upper(s.during * k.during * $2::daterange) - 1)::timestamp, interval '1 day') AS d
CROSS JOIN LATERAL (
  SELECT v.valid_from FROM grid.tariff_version AS v
  WHERE v.tariff_id = k.tariff_id AND v.valid_from <= d::date ORDER BY v.valid_from DESC LIMIT 1
) AS v
JOIN grid.tariff_price AS p ON p.tariff_id = k.tariff_id AND p.valid_from = v.valid_from AND p.component = 'feed_in'
WHERE s.community_id = $1::bigint
GROUP BY d::date
