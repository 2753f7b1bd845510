-- List what each community used, produced, shared, billed and measured in a period, then all of them together.
--
-- Shared energy is what members took over by the community's key; on days not allocated yet, what one member feeds in
-- while another draws in the same quarter hour: least(import, export). Covered = used - import + shared; own use =
-- produced - export + shared. Sums hold known readings only; NULL where no reading of the period is known. Readings are
-- expected for the days that had ended at $3, and for later days that have some. Autarky counts days that have
-- readings. The peak of all communities together is left out, as theirs come at different times. Order: community, the
-- row of all last.
--
-- $1 period     daterange    local days of each community
-- $2 community  text         NULL: all
-- $3 as_of      timestamptz
-- returns many
--   community       text     NULL: all together
--   name            text
--   zone            text
--   meter_count     bigint
--   customer_count  bigint
--   used_kwh        numeric
--   produced_kwh    numeric
--   import_kwh      numeric
--   export_kwh      numeric
--   shared_kwh      numeric
--   outside_kwh     numeric  drawn from outside the community
--   surplus_kwh     numeric  fed to the outside
--   covered_kwh     numeric
--   own_use_kwh     numeric
--   coverage        numeric  covered / used
--   own_use_rate    numeric  own use / produced
--   peak_w          numeric  greatest mean power from outside in a settlement slot, a quarter hour as a rule
--   peak_kw         numeric  the same in kW
--   load_factor     numeric  mean power from outside / peak
--   day_minutes     numeric
--   strict_minutes  numeric
--   net_minutes     numeric
--   strict_time_h   numeric  the minutes in hours
--   net_time_h      numeric
--   strict_hours    numeric
--   net_hours       numeric
--   strict_share    numeric
--   net_share       numeric
--   issued_eur      numeric  VAT included
--   draft_eur       numeric
--   expected_count  numeric
--   measured_count  numeric  known, and no estimate
--   estimated_count numeric
--   missing_count   numeric
--   completeness    numeric  share that was measured
--   balance         numeric  produced / used
WITH member_day AS (
  SELECT * FROM grid.member_days($1::daterange, $2::text, $3::timestamptz)
), member AS (
  SELECT community_id, count(DISTINCT meter_id) AS meter_count,
         sum(coalesce(d.expected_count::numeric, round(extract(epoch FROM grid.day_start(m.day + 1, m.zone)
           - grid.day_start(m.day, m.zone)) / m.interval_s))) FILTER (WHERE m.ended OR d.day IS NOT NULL) AS expected_count,
         coalesce(sum(d.present_count - d.estimated_count), 0) AS measured_count,
         coalesce(sum(d.estimated_count), 0) AS estimated_count
  FROM member_day AS m
  LEFT JOIN aggregate.meter_day AS d USING (community_id, meter_id, day)
  GROUP BY community_id
), customer AS (
  SELECT s.community_id, count(DISTINCT k.customer_id) AS customer_count
  FROM grid.membership AS s
  JOIN grid.contract AS k USING (meter_id)
  WHERE NOT isempty(s.during * k.during * $1::daterange)
  GROUP BY s.community_id
), energy AS (
  SELECT community_id, sum(consumption_wh) AS used_wh, sum(production_wh) AS produced_wh, sum(import_wh) AS import_wh,
         sum(export_wh) AS export_wh, sum(day_minutes) AS day_minutes, sum(strict_minutes) AS strict_minutes,
         sum(net_minutes) AS net_minutes
  FROM aggregate.community_day
  WHERE day >= lower($1::daterange) AND day < upper($1::daterange) AND present_count > 0
  GROUP BY community_id
), slot AS (
  SELECT community_id, sum(shared_wh) AS shared_wh, max((import_wh - shared_wh) * 3600 / slot_s) AS peak_w,
         sum(slot_s) FILTER (WHERE import_wh IS NOT NULL) / 3600.0 AS known_hours
  FROM aggregate.community_sharing
  WHERE day >= lower($1::daterange) AND day < upper($1::daterange)
  GROUP BY community_id
), hour AS (
  SELECT community_id, count(*) FILTER (WHERE strict) AS strict_hours, count(*) FILTER (WHERE net) AS net_hours
  FROM aggregate.community_hour
  WHERE day >= lower($1::daterange) AND day < upper($1::daterange)
  GROUP BY community_id
), invoice AS (
  SELECT community_id, sum(total_eur) AS issued_eur
  FROM billing.invoice
  WHERE period && $1::daterange
  GROUP BY community_id
), draft AS (
  SELECT d.community_id, sum(d.total_eur) AS draft_eur
  FROM billing.draft AS d
  LEFT JOIN billing.invoice AS i USING (community_id, customer_id, meter_id, period)
  WHERE d.period && $1::daterange AND i.invoice IS NULL
  GROUP BY d.community_id
), single AS (
  SELECT c.community, c.name, c.zone, m.meter_count, coalesce(k.customer_count, 0) AS customer_count,
         e.used_wh, e.produced_wh, e.import_wh, e.export_wh, s.shared_wh, s.peak_w,
         (e.import_wh - s.shared_wh) / nullif(s.known_hours, 0) / nullif(s.peak_w, 0) AS load_factor,
         e.day_minutes, e.strict_minutes, e.net_minutes, h.strict_hours, h.net_hours, i.issued_eur, d.draft_eur,
         m.expected_count, m.measured_count, m.estimated_count
  FROM member AS m
  JOIN grid.community AS c USING (community_id)
  LEFT JOIN customer AS k USING (community_id)
  LEFT JOIN energy AS e USING (community_id)
  LEFT JOIN slot AS s USING (community_id)
  LEFT JOIN hour AS h USING (community_id)
  LEFT JOIN invoice AS i USING (community_id)
  LEFT JOIN draft AS d USING (community_id)
), every AS (
  SELECT 1 AS rank, community, name, zone, meter_count, customer_count, used_wh, produced_wh, import_wh, export_wh,
         shared_wh, peak_w, load_factor, day_minutes, strict_minutes, net_minutes, strict_hours, net_hours, issued_eur,
         draft_eur, expected_count, measured_count, estimated_count
  FROM single
  UNION ALL
  SELECT 2, NULL, NULL, NULL, sum(meter_count)::bigint, sum(customer_count)::bigint, sum(used_wh), sum(produced_wh),
         sum(import_wh), sum(export_wh), sum(shared_wh), NULL, NULL, sum(day_minutes), sum(strict_minutes),
         sum(net_minutes), sum(strict_hours), sum(net_hours), sum(issued_eur), sum(draft_eur), sum(expected_count),
         sum(measured_count), sum(estimated_count)
  FROM single
  HAVING count(*) > 0
)
SELECT community, name, zone, meter_count, customer_count,
       trim_scale(used_wh * 0.001) AS used_kwh, trim_scale(produced_wh * 0.001) AS produced_kwh,
       trim_scale(import_wh * 0.001) AS import_kwh, trim_scale(export_wh * 0.001) AS export_kwh,
       trim_scale(shared_wh * 0.001) AS shared_kwh, trim_scale((import_wh - shared_wh) * 0.001) AS outside_kwh,
       trim_scale((export_wh - shared_wh) * 0.001) AS surplus_kwh,
       trim_scale((used_wh - import_wh + shared_wh) * 0.001) AS covered_kwh,
       trim_scale((produced_wh - export_wh + shared_wh) * 0.001) AS own_use_kwh,
       round((used_wh - import_wh + shared_wh) / nullif(used_wh, 0), 6) AS coverage,
       round((produced_wh - export_wh + shared_wh) / nullif(produced_wh, 0), 6) AS own_use_rate,
       round(peak_w) AS peak_w, trim_scale(peak_w * 0.001) AS peak_kw, round(load_factor, 6) AS load_factor,
       day_minutes::numeric, strict_minutes::numeric,
       net_minutes::numeric, round(strict_minutes / 60.0, 4) AS strict_time_h, round(net_minutes / 60.0, 4) AS net_time_h,
       strict_hours::numeric, net_hours::numeric,
       round(strict_minutes::numeric / nullif(day_minutes, 0), 6) AS strict_share,
       round(net_minutes::numeric / nullif(day_minutes, 0), 6) AS net_share,
       issued_eur, draft_eur, expected_count, measured_count::numeric, estimated_count::numeric,
       expected_count - measured_count - estimated_count AS missing_count,
       round(measured_count / nullif(expected_count, 0), 6) AS completeness,
       round(produced_wh / nullif(used_wh, 0), 6) AS balance
FROM every
ORDER BY rank, community
