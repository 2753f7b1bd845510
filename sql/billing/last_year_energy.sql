-- Sum up what meters exchanged with the grid in the same month of the year before, and on how many days.
--
-- A day counts when it has a reading. Meters without any are left out.
--
-- $1 period     daterange  one month
-- $2 meter_ids  bigint[]
-- returns many
--   meter_id    bigint
--   days        bigint
--   import_mwh  bigint  milliwatt-hours
--   export_mwh  bigint
SELECT meter_id, count(*) AS days, (1000 * sum(import_wh))::bigint AS import_mwh,
       (1000 * sum(export_wh))::bigint AS export_mwh
FROM aggregate.meter_day
WHERE meter_id = ANY ($2::bigint[]) AND present_count > 0
  AND day >= (lower($1::daterange) - interval '1 year')::date AND day < (upper($1::daterange) - interval '1 year')::date
GROUP BY meter_id
