-- List the names by which dumps know meters.
--
-- returns many
--   alias     text
--   meter     text      code
--   register  smallint  what the values count; NULL: what the dump says
SELECT a.alias, m.meter, a.register
FROM grid.alias AS a
JOIN grid.meter AS m USING (meter_id)
