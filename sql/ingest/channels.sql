-- List which registers of dumps of a form fill registers of a community's meters.
--
-- $1 community_id  bigint
-- $2 format        text
-- returns many
--   meter_id  bigint
--   register  smallint
--   name      text      as dumps name the register
SELECT c.meter_id, c.register, c.name
FROM ingest.channel AS c
WHERE c.format = $2::text AND c.meter_id IN (SELECT meter_id FROM grid.membership WHERE community_id = $1::bigint)
