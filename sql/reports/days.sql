-- List the local days of each community: energy, balance and autarky.
--
-- A day that had ended at $3 is listed whether or not readings are known; its figures are NULL when none are. Shared,
-- covered and own use as in reports/communities. Order: community, day.
--
-- $1 period     daterange    local days of each community
-- $2 community  text         NULL: all
-- $3 as_of      timestamptz
-- returns many
--   community         text
--   day               date
--   used_kwh          numeric
--   produced_kwh      numeric
--   difference_kwh    numeric  produced - used: above zero a surplus, below a deficit
--   balance           numeric  produced / used
--   covered_kwh       numeric
--   own_use_kwh       numeric
--   outside_kwh       numeric  drawn from outside the community
--   surplus_kwh       numeric  fed to the outside
--   day_minutes       integer
--   strict_minutes    integer
--   net_minutes       integer
--   strict_share      numeric
--   net_share         numeric
--   strict_hours      bigint   whole hours
--   net_hours         bigint
--   expected_count    numeric
--   measured_count    numeric  known, and no estimate
--   completeness      numeric
--   all_used_kwh      numeric  all listed communities that day
--   all_produced_kwh  numeric
--   all_expected      numeric
--   all_measured      numeric
--   all_completeness  numeric
WITH member_day AS (
  SELECT * FROM grid.member_days($1::daterange, $2::text, $3::timestamptz)
), expected AS (
  SELECT community_id, m.community, m.day,
         sum(coalesce(d.expected_count::numeric, round(extract(epoch FROM grid.day_start(m.day + 1, m.zone)
           - grid.day_start(m.day, m.zone)) / m.interval_s))) AS expected_count,
         coalesce(sum(d.present_count - d.estimated_count), 0) AS measured_count
  FROM member_day AS m
  LEFT JOIN aggregate.meter_day AS d USING (community_id, meter_id, day)
  WHERE m.ended OR d.day IS NOT NULL
  GROUP BY community_id, m.community, m.day
), slot AS (
  SELECT community_id, day, sum(shared_wh) AS shared_wh
  FROM aggregate.community_sharing
  WHERE day >= lower($1::daterange) AND day < upper($1::daterange)
  GROUP BY community_id, day
), hour AS (
  SELECT community_id, day, count(*) FILTER (WHERE strict) AS strict_hours, count(*) FILTER (WHERE net) AS net_hours
  FROM aggregate.community_hour
  WHERE day >= lower($1::daterange) AND day < upper($1::daterange)
  GROUP BY community_id, day
), listed AS (
  SELECT e.community, e.day, d.consumption_wh AS used_wh, d.production_wh AS produced_wh, d.import_wh, d.export_wh,
         s.shared_wh, d.day_minutes, d.strict_minutes, d.net_minutes,
         CASE WHEN d.day IS NOT NULL THEN h.strict_hours END AS strict_hours,
         CASE WHEN d.day IS NOT NULL THEN h.net_hours END AS net_hours,
         e.expected_count, e.measured_count
  FROM expected AS e
  LEFT JOIN aggregate.community_day AS d
    ON d.community_id = e.community_id AND d.day = e.day AND d.present_count > 0
  LEFT JOIN slot AS s ON s.community_id = e.community_id AND s.day = e.day
  LEFT JOIN hour AS h ON h.community_id = e.community_id AND h.day = e.day
)
SELECT community, day, trim_scale(used_wh * 0.001) AS used_kwh, trim_scale(produced_wh * 0.001) AS produced_kwh,
       trim_scale((produced_wh - used_wh) * 0.001) AS difference_kwh, round(produced_wh / nullif(used_wh, 0), 6) AS balance,
       trim_scale((used_wh - import_wh + shared_wh) * 0.001) AS covered_kwh,
       trim_scale((produced_wh - export_wh + shared_wh) * 0.001) AS own_use_kwh,
       trim_scale((import_wh - shared_wh) * 0.001) AS outside_kwh,
       trim_scale((export_wh - shared_wh) * 0.001) AS surplus_kwh,
       day_minutes, strict_minutes, net_minutes,
       round(strict_minutes::numeric / nullif(day_minutes, 0), 6) AS strict_share,
       round(net_minutes::numeric / nullif(day_minutes, 0), 6) AS net_share,
       strict_hours, net_hours, expected_count, measured_count::numeric,
       round(measured_count / nullif(expected_count, 0), 6) AS completeness,
       trim_scale(sum(used_wh) OVER same_day * 0.001) AS all_used_kwh,
       trim_scale(sum(produced_wh) OVER same_day * 0.001) AS all_produced_kwh,
       sum(expected_count) OVER same_day AS all_expected, sum(measured_count) OVER same_day AS all_measured,
       round(sum(measured_count) OVER same_day / nullif(sum(expected_count) OVER same_day, 0), 6) AS all_completeness
FROM listed
WINDOW same_day AS (PARTITION BY day)
ORDER BY community, day
