-- Enter devices of meters.
--
-- $1 meter   text[]         codes
-- $2 serial  text[]
-- $3 since   timestamptz[]
-- $4 digits  smallint[]     NULL: not known
-- $5 unit    text[]         of the display
-- returns none
INSERT INTO grid.meter_serial (meter_id, serial, since, digits, unit)
SELECT m.meter_id, g.serial, g.since, g.digits, g.unit
FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::smallint[], $5::text[])
  AS g (meter, serial, since, digits, unit)
JOIN grid.meter AS m USING (meter)
