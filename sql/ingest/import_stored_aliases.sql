-- Show some aliases of meters.
--
-- $1 aliases  text[]
-- returns many
--   alias     text
--   meter     text      code
--   register  smallint  NULL: what the dump says
SELECT a.alias, m.meter, a.register
FROM grid.alias AS a
JOIN grid.meter AS m USING (meter_id)
WHERE a.alias = ANY ($1::text[])
