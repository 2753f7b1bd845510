-- Say which register of dumps of a form fills a register of a meter; the first one asked for does from now on.
--
-- $1 meter_id  bigint
-- $2 register  smallint
-- $3 format    text
-- $4 name      text      as the dump names its register
-- returns many
--   name  text
WITH bound AS (
  INSERT INTO ingest.channel (meter_id, register, format, name)
  VALUES ($1::bigint, $2::smallint, $3::text, $4::text)
  ON CONFLICT (meter_id, register, format) DO NOTHING
  RETURNING name)
SELECT name FROM bound
UNION ALL
SELECT name FROM ingest.channel WHERE meter_id = $1::bigint AND register = $2::smallint AND format = $3::text
