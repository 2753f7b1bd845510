-- Forget the reads of a dump that is read again, and say of which days they were.
--
-- $1 batch_id  bigint
-- returns many
--   community_id  bigint
--   meter_id      bigint
--   register      smallint
--   day           date      of UTC
--   count         bigint    reads of the day
WITH deleted AS (
  DELETE FROM grid.register_read
  WHERE batch_id = $1::bigint
  RETURNING community_id, meter_id, register, (read_at AT TIME ZONE 'UTC')::date AS day)
SELECT community_id, meter_id, register, day, count(*) AS count
FROM deleted
GROUP BY community_id, meter_id, register, day
