-- Show what the members of each community shared in a period, each community's sum after its members.
--
-- Counts the days that are allocated. On-site use is produced - export: used or stored behind the meter. Rates are of
-- what was produced or used: self-consumption is used on site or taken over by neighbours, coverage comes from the own
-- plant or from neighbours; NULL of nothing. Order: community, its sum last, meter.
--
-- $1 period     daterange  local days of each community
-- $2 community  text       NULL: all
-- returns many
--   community         text
--   meter             text     NULL: all members together
--   day_count         bigint   allocated days with readings
--   used_kwh          numeric
--   produced_kwh      numeric
--   on_site_kwh       numeric
--   shared_in_kwh     numeric  taken over from neighbours
--   shared_out_kwh    numeric  taken over by neighbours
--   outside_kwh       numeric  bought outside the community
--   surplus_kwh       numeric  sold outside the community
--   self_consumption  numeric
--   coverage          numeric
WITH member AS (
  SELECT a.community_id, a.meter_id, count(DISTINCT a.day) AS day_count, sum(d.consumption_wh) AS used_wh,
         sum(d.production_wh) AS produced_wh, sum(d.import_wh) AS import_wh, sum(d.export_wh) AS export_wh,
         sum(a.shared_in_wh) AS shared_in_wh, sum(a.shared_out_wh) AS shared_out_wh
  FROM aggregate.allocation AS a
  JOIN aggregate.meter_day AS d USING (community_id, meter_id, day)
  JOIN grid.community AS c USING (community_id)
  WHERE a.day >= lower($1::daterange) AND a.day < upper($1::daterange) AND ($2::text IS NULL OR c.community = $2::text)
  GROUP BY a.community_id, a.meter_id
), community AS (
  SELECT a.community_id, count(*) AS day_count
  FROM aggregate.community_allocation AS a
  WHERE a.day >= lower($1::daterange) AND a.day < upper($1::daterange)
  GROUP BY a.community_id
), every AS (
  SELECT 1 AS rank, community_id, meter_id, day_count, used_wh, produced_wh, import_wh, export_wh, shared_in_wh,
         shared_out_wh
  FROM member
  UNION ALL
  SELECT 2, m.community_id, NULL, c.day_count, sum(m.used_wh), sum(m.produced_wh), sum(m.import_wh), sum(m.export_wh),
         sum(m.shared_in_wh), sum(m.shared_out_wh)
  FROM member AS m
  JOIN community AS c USING (community_id)
  GROUP BY m.community_id, c.day_count
)
SELECT c.community, m.meter, e.day_count, trim_scale(e.used_wh * 0.001) AS used_kwh,
       trim_scale(e.produced_wh * 0.001) AS produced_kwh,
       trim_scale((e.produced_wh - e.export_wh) * 0.001) AS on_site_kwh,
       trim_scale(e.shared_in_wh * 0.001) AS shared_in_kwh, trim_scale(e.shared_out_wh * 0.001) AS shared_out_kwh,
       trim_scale((e.import_wh - e.shared_in_wh) * 0.001) AS outside_kwh,
       trim_scale((e.export_wh - e.shared_out_wh) * 0.001) AS surplus_kwh,
       round((e.produced_wh - e.export_wh + e.shared_out_wh) / nullif(e.produced_wh, 0), 6) AS self_consumption,
       round((e.used_wh - e.import_wh + e.shared_in_wh) / nullif(e.used_wh, 0), 6) AS coverage
FROM every AS e
JOIN grid.community AS c USING (community_id)
LEFT JOIN grid.meter AS m USING (meter_id)
ORDER BY c.community, e.rank, m.meter
