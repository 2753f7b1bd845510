-- Add aliases of meters, or change those that are there.
--
-- $1 alias     text[]
-- $2 meter     text[]      codes
-- $3 register  smallint[]  NULL: what the dump says
-- returns none
INSERT INTO grid.alias (alias, meter_id, register)
SELECT g.alias, m.meter_id, g.register
FROM unnest($1::text[], $2::text[], $3::smallint[]) AS g (alias, meter, register)
JOIN grid.meter AS m USING (meter)
ON CONFLICT (alias) DO UPDATE SET meter_id = excluded.meter_id, register = excluded.register
