-- Say which registers of dumps of a form fill registers of meters from now on.
--
-- $1 format     text
-- $2 meter_ids  bigint[]
-- $3 registers  smallint[]
-- $4 names      text[]      as the dump names its registers
-- returns none
INSERT INTO ingest.channel (meter_id, register, format, name)
SELECT c.meter_id, c.register, $1::text, c.name
FROM unnest($2::bigint[], $3::smallint[], $4::text[]) AS c (meter_id, register, name)
ON CONFLICT (meter_id, register, format) DO NOTHING
