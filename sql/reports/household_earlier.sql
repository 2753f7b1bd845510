-- Sum up the months of meters in other days than their pages': the same of the year before.
--
-- Sums of what is known, in mWh. expected_count is of all days of the range, member or not. Order: page, month.
--
-- $1 meter_ids   bigint[]
-- $2 first_days  date[]    of each range
-- $3 end_days    date[]    excluded
-- $4 zones       text[]    that cut the range
-- $5 customer    text      days of this customer's contracts only; NULL: all
-- returns many
--   page            bigint   position in the arrays, from 1
--   month           date
--   expected_count  integer  of the whole range
--   present_count   bigint   of the month
--   used_mwh        bigint
--   produced_mwh    bigint
--   drawn_mwh       bigint
--   fed_in_mwh      bigint
--   strict_minutes  bigint
SELECT p.page, date_trunc('month', d.day::timestamp)::date AS month, p.expected_count,
       sum(d.present_count) AS present_count, sum(d.consumption_wh * 1000)::bigint AS used_mwh,
       sum(d.production_wh * 1000)::bigint AS produced_mwh, sum(d.import_wh * 1000)::bigint AS drawn_mwh,
       sum(d.export_wh * 1000)::bigint AS fed_in_mwh, sum(d.strict_minutes) AS strict_minutes
FROM (
  SELECT g.page, g.meter_id, g.first_day, g.end_day,
         (extract(epoch FROM grid.day_start(g.end_day, g.zone) - grid.day_start(g.first_day, g.zone)) / m.interval_s)::integer
           AS expected_count
  FROM unnest($1::bigint[], $2::date[], $3::date[], $4::text[])
    WITH ORDINALITY AS g (meter_id, first_day, end_day, zone, page)
  JOIN grid.meter AS m USING (meter_id)
) AS p
JOIN grid.membership AS s ON s.meter_id = p.meter_id AND s.during && daterange(p.first_day, p.end_day)
CROSS JOIN LATERAL (
  SELECT t.day, t.present_count, t.consumption_wh, t.production_wh, t.import_wh, t.export_wh, t.strict_minutes
  FROM aggregate.meter_day AS t
  WHERE t.community_id = s.community_id AND t.meter_id = p.meter_id AND t.day >= p.first_day AND t.day < p.end_day
    AND s.during @> t.day AND t.present_count > 0
    AND ($5::text IS NULL OR EXISTS (
          SELECT
          FROM grid.contract AS k
          JOIN grid.customer AS u USING (customer_id)
          WHERE k.meter_id = p.meter_id AND k.during @> t.day AND u.customer = $5::text))
  OFFSET 0) AS d
GROUP BY p.page, p.expected_count, 2
ORDER BY p.page, 2
