-- Read the stored totals of the other members on the days that are being made again.
--
-- Sums in the unit of the vectors.
--
-- $1 community_id  bigint
-- $2 first_day     date
-- $3 last_day      date    included
-- returns many
--   day            date
--   interval_s     integer
--   slot_s         integer
--   exponent       smallint
--   present_count  integer
--   consumption_u  bigint
--   production_u   bigint
--   import_u       bigint
--   export_u       bigint
--   charge_u       bigint
--   discharge_u    bigint
--   consumption    bigint[]
--   production     bigint[]
--   import         bigint[]
--   export         bigint[]
--   missing        smallint[]
SELECT d.day, d.interval_s, d.slot_s, d.exponent, d.present_count,
       (d.consumption_wh / f.unit)::bigint AS consumption_u, (d.production_wh / f.unit)::bigint AS production_u,
       (d.import_wh / f.unit)::bigint AS import_u, (d.export_wh / f.unit)::bigint AS export_u,
       (d.charge_wh / f.unit)::bigint AS charge_u, (d.discharge_wh / f.unit)::bigint AS discharge_u,
       d.consumption, d.production, d.import, d.export, d.missing
FROM aggregate.meter_day AS d
JOIN grid.membership AS s ON s.community_id = d.community_id AND s.meter_id = d.meter_id AND s.during @> d.day
CROSS JOIN LATERAL (SELECT grid.unit(d.exponent) AS unit) AS f
WHERE d.community_id = $1::bigint AND d.day BETWEEN $2::date AND $3::date
  AND EXISTS (SELECT FROM unit AS n WHERE n.day = d.day)
  AND NOT EXISTS (SELECT FROM unit AS u WHERE u.day = d.day AND u.meter_id = d.meter_id)
