-- Say in which days a meter has readings.
--
-- $1 meter_id  bigint
-- returns one
--   first_known  date  NULL: never
--   last_known   date
SELECT min(day) AS first_known, max(day) AS last_known
FROM grid.membership AS s
JOIN aggregate.meter_day AS d USING (community_id, meter_id)
WHERE s.meter_id = $1::bigint AND d.present_count > 0
