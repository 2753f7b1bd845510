-- List the meters among some that produced or fed in anything in a period. Order: meter.
--
-- $1 community_ids  bigint[]
-- $2 meter_ids      bigint[]
-- $3 period         daterange  local days
-- returns many
--   meter_id  bigint
SELECT DISTINCT meter_id
FROM aggregate.meter_day
WHERE community_id = ANY ($1::bigint[]) AND meter_id = ANY ($2::bigint[])
  AND day >= lower($3::daterange) AND day < upper($3::daterange) AND (production_wh > 0 OR export_wh > 0)
ORDER BY meter_id
