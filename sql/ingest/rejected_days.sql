-- List the days of a dump's rejected rows that validation tells of, see vee_rejected.
--
-- $1 batch_id  bigint
-- returns many
--   community_id  bigint
--   meter_id      bigint
--   day           date
SELECT DISTINCT s.community_id, m.meter_id, d.day
FROM ingest.reject AS j
CROSS JOIN LATERAL (SELECT ingest.reject_fields(j.raw, j.reading) AS field) AS f
JOIN grid.meter AS m ON m.meter = ANY (f.field)
JOIN grid.membership AS s USING (meter_id)
JOIN grid.community AS c USING (community_id)
CROSS JOIN LATERAL (SELECT (ingest.instant_among(f.field) AT TIME ZONE c.zone)::date AS day) AS d
WHERE j.batch_id = $1::bigint AND j.code IN ('negative', 'above-limit', 'energy-balance') AND s.during @> d.day
