-- Show what the energy of batteries was worth at a market's prices, against batteries that stand still.
--
-- Charge is bought and discharge sold at the price of its quarter hour; the community's surplus too, which would have been
-- sold at it. Each amount is the exact sum, rounded once, half away from zero; net is their difference. Losses are those of
-- the replay. Order: community, battery,
-- the sums last.
--
-- $1 community     text         code; NULL: all
-- $2 period        daterange    local days
-- $3 market        text
-- $4 as_of         timestamptz  quarter hours that had ended
-- returns many
--   community       text
--   battery         text     NULL: all of the community, where there are several
--   expected_count  bigint   quarter hours of the period that had ended
--   known_count     bigint   those whose charge and discharge are known
--   charge_wh       numeric
--   discharge_wh    numeric
--   loss_wh         numeric  NULL: not replayed
--   bought_eur      numeric
--   sold_eur        numeric
--   net_eur         numeric
--   unpriced_wh     numeric  charge and discharge in quarter hours without price
--   unpriced_count  bigint
--   first_unpriced  text     UTC; NULL: none
WITH span AS (
  SELECT c.community_id, c.community, b.battery_id, b.battery, d::date AS day, s.first, s.stop
  FROM grid.battery AS b
  CROSS JOIN LATERAL (
    SELECT b.community_id, b.during WHERE b.community_id IS NOT NULL
    UNION ALL
    SELECT m.community_id, m.during * b.during FROM grid.membership AS m WHERE m.meter_id = b.meter_id
  ) AS o
  JOIN grid.community AS c ON c.community_id = o.community_id
  CROSS JOIN LATERAL generate_series(lower(o.during * $2::daterange)::timestamp,
                                     (upper(o.during * $2::daterange) - 1)::timestamp, interval '1 day') AS d
  CROSS JOIN LATERAL (SELECT grid.day_start(d::date, c.zone) AS first,
                             least(grid.day_start(d::date + 1, c.zone), $4::timestamptz) AS stop OFFSET 0) AS s
  WHERE ($1::text IS NULL OR c.community = $1::text) AND s.first < $4::timestamptz
), owner AS (
  SELECT community_id, community, battery_id, battery,
         sum(floor(extract(epoch FROM stop - first) / 900))::bigint AS expected_count, min(first) AS first, max(stop) AS stop
  FROM span
  GROUP BY community_id, community, battery_id, battery
), price AS MATERIALIZED (
  SELECT starts_at, eur_mwh
  FROM grid.market_quarter($3::text, (SELECT min(first) FROM owner), (SELECT max(stop) FROM owner))
), quarter AS (
  SELECT o.community_id, q.battery_id, q.starts_at, q.charge_wh, q.discharge_wh, q.complete, p.eur_mwh
  FROM (SELECT DISTINCT community_id FROM owner) AS o
  CROSS JOIN LATERAL operate.battery_quarter(o.community_id, $2::daterange) AS q
  LEFT JOIN price AS p USING (starts_at)
  WHERE q.starts_at + interval '15 min' <= $4::timestamptz
), worth AS (
  SELECT community_id, battery_id, count(*) FILTER (WHERE complete) AS known_count, sum(charge_wh) AS charge_wh,
         sum(discharge_wh) AS discharge_wh, round(coalesce(sum(charge_wh * eur_mwh), 0) / 1000000, 2) AS bought_eur,
         round(coalesce(sum(discharge_wh * eur_mwh), 0) / 1000000, 2) AS sold_eur,
         coalesce(sum(charge_wh + discharge_wh) FILTER (WHERE eur_mwh IS NULL), 0) AS unpriced_wh,
         count(*) FILTER (WHERE eur_mwh IS NULL AND charge_wh + discharge_wh > 0) AS unpriced_count,
         min(starts_at) FILTER (WHERE eur_mwh IS NULL AND charge_wh + discharge_wh > 0) AS first_unpriced
  FROM quarter
  GROUP BY community_id, battery_id
), settled AS (
  SELECT o.community, o.battery, o.expected_count, coalesce(w.known_count, 0) AS known_count,
         coalesce(trim_scale(w.charge_wh), 0) AS charge_wh, coalesce(trim_scale(w.discharge_wh), 0) AS discharge_wh, l.loss_wh,
         coalesce(w.bought_eur, 0.00) AS bought_eur, coalesce(w.sold_eur, 0.00) AS sold_eur,
         coalesce(w.sold_eur - w.bought_eur, 0.00) AS net_eur, coalesce(trim_scale(w.unpriced_wh), 0) AS unpriced_wh,
         coalesce(w.unpriced_count, 0) AS unpriced_count,
         to_char(w.first_unpriced AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS first_unpriced
  FROM owner AS o
  LEFT JOIN worth AS w USING (community_id, battery_id)
  LEFT JOIN LATERAL (
    SELECT trim_scale(sum(d.loss_wh)) AS loss_wh
    FROM operate.battery_day AS d
    WHERE d.community_id = o.community_id AND d.battery_id = o.battery_id AND d.day <@ $2::daterange
  ) AS l ON true
)
SELECT * FROM settled
UNION ALL
SELECT community, NULL, sum(expected_count)::bigint, sum(known_count)::bigint, sum(charge_wh), sum(discharge_wh), sum(loss_wh),
       sum(bought_eur), sum(sold_eur), sum(net_eur), sum(unpriced_wh), sum(unpriced_count)::bigint, min(first_unpriced)
FROM settled
GROUP BY community
HAVING count(*) > 1
ORDER BY 1, 2 NULLS LAST
