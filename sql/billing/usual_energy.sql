-- Sum up what meters with too few readings in a month exchanged with the grid in a comparable one.
--
-- That is the same month of the year before, or else the four weeks before; a meter without either is left out.
--
-- $1 community_id  bigint
-- $2 period        daterange  one month
-- $3 meter_ids     bigint[]
-- returns many
--   meter_id    bigint
--   intervals   bigint
--   import_mwh  bigint  milliwatt-hours
--   export_mwh  bigint
WITH month AS (
  SELECT meter_id, 1 AS choice, sum(present_count) AS intervals, sum(import_wh) AS import_wh, sum(export_wh) AS export_wh
  FROM aggregate.meter_day
  WHERE community_id = $1::bigint AND meter_id = ANY ($3::bigint[])
    AND day >= (lower($2::daterange) - interval '1 year')::date AND day < (upper($2::daterange) - interval '1 year')::date
  GROUP BY meter_id
  UNION ALL
  SELECT meter_id, 2, sum(present_count), sum(import_wh), sum(export_wh)
  FROM aggregate.meter_day
  WHERE community_id = $1::bigint AND meter_id = ANY ($3::bigint[])
    AND day >= lower($2::daterange) - 28 AND day < lower($2::daterange)
  GROUP BY meter_id
)
SELECT DISTINCT ON (meter_id) meter_id, intervals, (1000 * import_wh)::bigint AS import_mwh,
       (1000 * export_wh)::bigint AS export_mwh
FROM month
WHERE intervals > 0
ORDER BY meter_id, choice
