-- List the devices of meters, for validation. Order: meter, since.
--
-- returns many
--   meter_id  bigint
--   serial    text
--   since_s   bigint  seconds since 1970-01-01T00:00:00Z
SELECT meter_id, serial, extract(epoch FROM since)::bigint AS since_s
FROM grid.meter_serial
ORDER BY meter_id, since
