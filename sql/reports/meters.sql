-- List what each meter used, produced and exchanged in a period, one row for each customer it had.
--
-- The customer of a day is the one of its consumption contract, else of its production contract; NULL without either.
-- Energies are sums of known readings, NULL where none is known. Night is 22:00 to 06:00 local time: the first
-- slots of a day but those of its last 18 hours, and those of its last 2, which holds when clocks change in the night. Load
-- factor is the mean power drawn over the peak. Readings are expected for the days that had ended at $3, and for later
-- days that have some.
--
-- Donated is what was fed in on days without a production contract: nobody pays it. What a battery could move is, of
-- each day, what was fed in and could be drawn later on the same day, from a battery that is empty at midnight, large and
-- without losses. What a flexible device could move is, of each day, what was drawn in the night, at most the community's
-- surplus of that day, each member for itself. Order: community, meter, first day of the customer.
--
-- $1 period     daterange    local days of each community
-- $2 community  text         NULL: all
-- $3 as_of      timestamptz
-- returns many
--   community       text
--   meter           text
--   kind            text     household, plant or charger
--   customer        text
--   produces        boolean  a plant, or it produced, or it has a production contract
--   used_kwh        numeric
--   produced_kwh    numeric
--   import_kwh      numeric
--   export_kwh      numeric
--   own_use_kwh     numeric  produced - export: used or stored behind the meter
--   own_use_rate    numeric  own use / produced
--   night_kwh       numeric
--   night_share     numeric  of the energy used
--   peak_w          numeric  greatest mean power drawn in an interval
--   load_factor     numeric
--   strict_minutes  numeric  nothing drawn from the grid
--   expected_count  numeric
--   measured_count  numeric  known, and no estimate
--   completeness    numeric
--   known_days      bigint   with a reading
--   donated_kwh     numeric
--   battery_kwh     numeric  what a battery could move
--   battery_size_kwh numeric on the best day
--   shift_kwh       numeric  what a flexible device could move
--   buy_back_eur    numeric  what was billed for feed-in of the period, without VAT; NULL: nothing
--   battery_count   bigint   registered behind the meter
--   car_count       bigint   registered
--   device_count    bigint   that may be switched, cars left out
WITH member_day AS (
  SELECT * FROM grid.member_days($1::daterange, $2::text, $3::timestamptz)
), owned AS (
  SELECT m.community_id, m.community, m.zone, m.meter_id, m.meter, m.kind, m.interval_s, m.day, m.ended,
         coalesce(used.customer_id, made.customer_id) AS customer_id, made.contract_id IS NOT NULL AS sells
  FROM member_day AS m
  LEFT JOIN grid.contract AS used ON used.meter_id = m.meter_id AND used.kind = 'consumption' AND used.during @> m.day
  LEFT JOIN grid.contract AS made ON made.meter_id = m.meter_id AND made.kind = 'production' AND made.during @> m.day
), surplus AS (
  SELECT community_id, day, sum(export_wh - shared_wh) AS surplus_wh
  FROM aggregate.community_sharing
  WHERE day >= lower($1::daterange) AND day < upper($1::daterange)
  GROUP BY community_id, day
), summed AS (
  SELECT o.community_id, o.community, o.meter_id, o.meter, o.kind, o.customer_id, min(o.day) AS first_day,
         count(*) FILTER (WHERE d.present_count > 0) AS known_days,
         CASE WHEN bool_or(d.present_count > 0) THEN coalesce(sum(d.export_wh) FILTER (WHERE NOT o.sells), 0) END AS donated_wh,
         sum(d.battery_wh) AS battery_wh, max(d.battery_wh) AS battery_size_wh,
         sum(least(d.night_import_wh, s.surplus_wh)) AS shift_wh,
         o.kind = 'plant' OR bool_or(o.sells) OR coalesce(sum(d.production_wh), 0) > 0 AS produces,
         sum(d.consumption_wh) AS used_wh, sum(d.production_wh) AS produced_wh, sum(d.import_wh) AS import_wh,
         sum(d.export_wh) AS export_wh, sum(d.night_wh) AS night_wh, max(d.peak_import_w) AS peak_w,
         sum(d.present_count * d.interval_s) / 3600.0 AS known_hours, sum(d.strict_minutes) AS strict_minutes,
         sum(coalesce(d.expected_count::numeric, round(extract(epoch FROM grid.day_start(o.day + 1, o.zone)
           - grid.day_start(o.day, o.zone)) / o.interval_s))) FILTER (WHERE o.ended OR d.day IS NOT NULL) AS expected_count,
         coalesce(sum(d.present_count - d.estimated_count), 0) AS measured_count
  FROM owned AS o
  LEFT JOIN (
    SELECT d.community_id, d.meter_id, d.day, d.interval_s, d.expected_count, d.present_count, d.estimated_count, d.strict_minutes,
           d.peak_import_w,
           CASE WHEN d.present_count > 0 THEN d.consumption_wh END AS consumption_wh,
           CASE WHEN d.present_count > 0 THEN d.production_wh END AS production_wh,
           CASE WHEN d.present_count > 0 THEN d.import_wh END AS import_wh,
           CASE WHEN d.present_count > 0 THEN d.export_wh END AS export_wh,
           (SELECT sum(wh) FROM unnest(d.consumption[:cardinality(d.consumption) - 64800 / d.slot_s]
                                       || d.consumption[cardinality(d.consumption) + 1 - 7200 / d.slot_s:]) AS wh)
             * grid.unit(d.exponent) AS night_wh,
           (SELECT sum(wh) FROM unnest(d.import[:cardinality(d.import) - 64800 / d.slot_s]
                                       || d.import[cardinality(d.import) + 1 - 7200 / d.slot_s:]) AS wh)
             * grid.unit(d.exponent) AS night_import_wh,
           CASE WHEN d.export_wh > 0 THEN
             -- What is left at midnight: the last sum, above the lowest one before it.
             (SELECT sum(export) - (array_agg(rest ORDER BY at DESC))[1] + least(0, min(rest))
              FROM (SELECT at, coalesce(export, 0) AS export,
                           sum(coalesce(export, 0) - coalesce(import, 0)) OVER (ORDER BY at) AS rest
                    FROM unnest(d.import, d.export) WITH ORDINALITY AS u (import, export, at)) AS walk)
             * grid.unit(d.exponent) WHEN d.present_count > 0 THEN 0 END AS battery_wh
    FROM aggregate.meter_day AS d
    WHERE d.day >= lower($1::daterange) AND d.day < upper($1::daterange)
  ) AS d ON d.community_id = o.community_id AND d.meter_id = o.meter_id AND d.day = o.day
  LEFT JOIN surplus AS s ON s.community_id = o.community_id AND s.day = o.day
  GROUP BY o.community_id, o.community, o.meter_id, o.meter, o.kind, o.customer_id
)
SELECT s.community, s.meter, s.kind, k.customer, s.produces,
       trim_scale(used_wh * 0.001) AS used_kwh, trim_scale(produced_wh * 0.001) AS produced_kwh,
       trim_scale(import_wh * 0.001) AS import_kwh, trim_scale(export_wh * 0.001) AS export_kwh,
       trim_scale((produced_wh - export_wh) * 0.001) AS own_use_kwh,
       round((produced_wh - export_wh) / nullif(produced_wh, 0), 6) AS own_use_rate,
       trim_scale(night_wh * 0.001) AS night_kwh, round(night_wh / nullif(used_wh, 0), 6) AS night_share,
       peak_w::numeric, round(import_wh / nullif(known_hours, 0) / nullif(peak_w, 0), 6) AS load_factor,
       strict_minutes::numeric, expected_count, measured_count::numeric,
       round(measured_count / nullif(expected_count, 0), 6) AS completeness, known_days,
       trim_scale(donated_wh * 0.001) AS donated_kwh, trim_scale(battery_wh * 0.001) AS battery_kwh,
       trim_scale(battery_size_wh * 0.001) AS battery_size_kwh, trim_scale(shift_wh * 0.001) AS shift_kwh,
       (SELECT -sum(l.net_eur) FROM billing.billed_line AS l
        WHERE l.community_id = s.community_id AND l.customer_id = s.customer_id AND l.meter_id = s.meter_id
          AND l.kind IN ('feed_in', 'community_feed_in') AND lower(l.during) <@ $1::daterange) AS buy_back_eur,
       (SELECT count(*) FROM grid.battery AS b WHERE b.meter_id = s.meter_id AND b.during && $1::daterange) AS battery_count,
       (SELECT count(DISTINCT device) FROM grid.device AS g
        WHERE g.meter_id = s.meter_id AND g.during && $1::daterange AND g.kind = 'car') AS car_count,
       (SELECT count(DISTINCT device) FROM grid.device AS g
        WHERE g.meter_id = s.meter_id AND g.during && $1::daterange AND g.kind <> 'car' AND NOT g.essential) AS device_count
FROM summed AS s
LEFT JOIN grid.customer AS k USING (customer_id)
ORDER BY s.community, s.meter, s.first_day
