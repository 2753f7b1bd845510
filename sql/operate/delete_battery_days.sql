-- Remove the replayed days of a battery from a day on, and their violations.
--
-- $1 battery_id  bigint
-- $2 first_day   date
-- returns none
WITH gone AS (DELETE FROM operate.battery_violation WHERE battery_id = $1::bigint AND day >= $2::date)
DELETE FROM operate.battery_day
WHERE battery_id = $1::bigint AND day >= $2::date
