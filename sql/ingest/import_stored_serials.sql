-- Show the devices of some meters.
--
-- $1 meters  text[]  codes
-- returns many
--   meter    text
--   serial   text
--   since_s  bigint    seconds since 1970-01-01T00:00:00Z
--   digits   smallint  NULL: not known
--   unit     text
SELECT m.meter, s.serial, extract(epoch FROM s.since)::bigint AS since_s, s.digits, s.unit
FROM grid.meter_serial AS s
JOIN grid.meter AS m USING (meter_id)
WHERE m.meter = ANY ($1::text[])
