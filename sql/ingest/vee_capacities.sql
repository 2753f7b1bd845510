-- List what contracts and plants allow meters in W. Order: meter, source, first day.
--
-- $1 community_id  bigint
-- $2 meter_ids     bigint[]
-- returns many
--   meter_id   bigint
--   source     text    consumption or production: a contract's power; plant: the plant's greatest power
--   watts      bigint
--   start_day  date
--   end_day    date    excluded; NULL: open
SELECT meter_id, kind AS source, (1000 * power_kva)::bigint AS watts, lower(during) AS start_day, upper(during) AS end_day
FROM grid.contract
WHERE meter_id = ANY ($2::bigint[]) AND power_kva IS NOT NULL
UNION ALL
SELECT meter_id, 'plant', max_w, lower(during), upper(during)
FROM grid.plant
WHERE community_id = $1::bigint AND meter_id = ANY ($2::bigint[]) AND max_w > 0
ORDER BY meter_id, source, start_day
