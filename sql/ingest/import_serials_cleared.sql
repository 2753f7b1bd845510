-- Remove devices that are about to be entered again.
--
-- $1 meter   text[]  codes
-- $2 serial  text[]
-- returns none
DELETE FROM grid.meter_serial AS s
USING unnest($1::text[], $2::text[]) AS g (meter, serial), grid.meter AS m
WHERE m.meter = g.meter AND s.meter_id = m.meter_id AND s.serial = g.serial
