-- Compare, day by day, the balance of each community with the sums of its meters.
--
-- Slots are those of aggregate.balance; what stands in for a plant that is silent is in no meter and taken out again.
-- Meters are the day totals of the members. Only days that had ended and have totals. Order: community, day.
--
-- $1 period     daterange    local days of each community
-- $2 community  text         NULL: all
-- $3 as_of      timestamptz
-- returns many
--   community            text
--   day                  date
--   minutes              bigint   of the day's slots
--   meter_count          bigint   members with totals
--   consumption_kwh      numeric  of the slots
--   meter_consumption_kwh numeric
--   production_kwh       numeric  of the slots
--   stand_in_kwh         numeric
--   meter_production_kwh numeric
--   difference_kwh       numeric  0 when they agree
WITH slot AS (
  SELECT b.community_id, b.community, b.day, sum(b.slot_s) / 60 AS minutes, coalesce(sum(b.consumption_wh), 0) AS consumption_wh,
         coalesce(sum(b.production_wh), 0) AS production_wh
  FROM aggregate.balance($1::daterange, $2::text, $3::timestamptz, 300) AS b
  WHERE b.day < ($3::timestamptz AT TIME ZONE b.zone)::date
  GROUP BY b.community_id, b.community, b.day
), stand_in AS (
  SELECT community_id, day, sum(production_wh - measured_wh) AS stand_in_wh
  FROM aggregate.plant_slot($1::daterange, $2::text, $3::timestamptz, true)
  WHERE state = 'stale'
  GROUP BY community_id, day
), meter AS (
  SELECT community_id, day, count(*) AS meter_count, sum(consumption_wh) AS consumption_wh, sum(production_wh) AS production_wh
  FROM aggregate.meter_day
  WHERE day >= lower($1::daterange) AND day < upper($1::daterange)
  GROUP BY community_id, day
)
SELECT s.community, s.day, s.minutes, coalesce(m.meter_count, 0) AS meter_count,
       trim_scale(s.consumption_wh * 0.001) AS consumption_kwh,
       trim_scale(coalesce(m.consumption_wh, 0) * 0.001) AS meter_consumption_kwh,
       trim_scale(s.production_wh * 0.001) AS production_kwh, trim_scale(coalesce(t.stand_in_wh, 0) * 0.001) AS stand_in_kwh,
       trim_scale(coalesce(m.production_wh, 0) * 0.001) AS meter_production_kwh,
       trim_scale((abs(s.consumption_wh - coalesce(m.consumption_wh, 0))
         + abs(s.production_wh - coalesce(t.stand_in_wh, 0) - coalesce(m.production_wh, 0))) * 0.001) AS difference_kwh
FROM slot AS s
LEFT JOIN stand_in AS t ON t.community_id = s.community_id AND t.day = s.day
LEFT JOIN meter AS m ON m.community_id = s.community_id AND m.day = s.day
ORDER BY s.community, s.day
