-- List the days on which registers of some meters were read.
--
-- $1 meters  text[]  codes
-- returns many
--   community_id  bigint
--   meter_id      bigint
--   register      smallint
--   day           date      of UTC
--   count         bigint    reads of the day
SELECT r.community_id, r.meter_id, r.register, (r.read_at AT TIME ZONE 'UTC')::date AS day, count(*) AS count
FROM grid.register_read AS r
JOIN grid.meter AS m USING (meter_id)
WHERE m.meter = ANY ($1::text[])
GROUP BY r.community_id, r.meter_id, r.register, (r.read_at AT TIME ZONE 'UTC')::date
