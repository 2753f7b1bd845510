-- Sum up what customers' meters exchanged with the grid in the same month of the year before, and on how many days.
--
-- A day counts when it has a reading; what a meter missed on such days it had as in the others. Days on which the meter was
-- another customer's are nobody else's business. Meters without any day are left out.
--
-- $1 period        daterange  one month
-- $2 customer_ids  bigint[]   with $3: whose meters
-- $3 meter_ids     bigint[]
-- returns many
--   customer_id  bigint
--   meter_id     bigint
--   days         bigint
--   import_mwh   bigint  milliwatt-hours
--   export_mwh   bigint
SELECT k.customer_id, k.meter_id, count(*) AS days,
       round(1000 * sum(d.import_wh) * sum(d.expected_count) / sum(d.present_count))::bigint AS import_mwh,
       round(1000 * sum(d.export_wh) * sum(d.expected_count) / sum(d.present_count))::bigint AS export_mwh
FROM unnest($2::bigint[], $3::bigint[]) AS k (customer_id, meter_id)
JOIN grid.membership AS m
  ON m.meter_id = k.meter_id
 AND m.during && daterange((lower($1::daterange) - interval '1 year')::date, (upper($1::daterange) - interval '1 year')::date)
JOIN aggregate.meter_day AS d
  ON d.community_id = m.community_id AND d.meter_id = m.meter_id AND d.day <@ m.during AND d.present_count > 0
 AND d.day >= (lower($1::daterange) - interval '1 year')::date AND d.day < (upper($1::daterange) - interval '1 year')::date
WHERE NOT EXISTS (SELECT FROM grid.contract AS other
                  JOIN grid.contract AS own USING (meter_id, kind)
                  WHERE other.meter_id = k.meter_id AND own.customer_id = k.customer_id
                    AND other.customer_id <> k.customer_id AND other.during @> d.day)
GROUP BY k.customer_id, k.meter_id
