-- Stream the days on which a dump says indices.
--
-- $1 batch_id  bigint
-- returns many
--   community_id  bigint
--   meter_id      bigint
--   register      smallint
--   day           date      of UTC
--   count         bigint    reads of the day
SELECT community_id, meter_id, register, (read_at AT TIME ZONE 'UTC')::date AS day, count(*) AS count
FROM grid.register_read
WHERE batch_id = $1::bigint
GROUP BY community_id, meter_id, register, (read_at AT TIME ZONE 'UTC')::date
