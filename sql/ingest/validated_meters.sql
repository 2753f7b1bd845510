-- List the meters whose days are being validated, the first and the last of these days. Order: meter_id.
--
-- returns many
--   meter_id    bigint
--   meter       text
--   kind        text      household, plant or charger
--   interval_s  integer
--   limit_w     bigint    NULL: the default
--   first_day   date
--   last_day    date
SELECT m.meter_id, m.meter, m.kind, m.interval_s, m.limit_w, min(d.day) AS first_day, max(d.day) AS last_day
FROM validated_day AS d
JOIN grid.meter AS m USING (meter_id)
GROUP BY m.meter_id, m.meter, m.kind, m.interval_s, m.limit_w
ORDER BY m.meter_id
