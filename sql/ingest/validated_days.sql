-- List the days of meters that are being validated. Order: meter, day.
--
-- $1 meter_ids  bigint[]
-- returns many
--   meter_id  bigint
--   day       date
SELECT meter_id, day
FROM validated_day
WHERE meter_id = ANY ($1::bigint[])
ORDER BY meter_id, day
