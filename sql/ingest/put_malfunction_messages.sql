-- Put a message for each of some new malfunctions.
--
-- It happened when it was found: what has been wrong for long is told all the same. since: the clock on the community's
-- wall, UTC where there is none.
--
-- $1 malfunctions  bigint[]  ids
-- returns many
--   key  text
INSERT INTO ops.outbox (topic, key, community, happened_at, created_at, message)
SELECT 'malfunction',
       concat_ws(' ', c.community, m.meter, f.kind, nullif(f.subject, ''), nullif(f.source, ''),
                 to_char(f.detected_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')),
       c.community, f.detected_at, f.detected_at,
       json_strip_nulls(json_build_object(
         'type', 'Malfunction', 'meter', m.meter, 'kind', f.kind, 'subject', nullif(f.subject, ''),
         'source', nullif(f.source, ''), 'since', grid.wall_clock(f.since_at, coalesce(c.zone, 'UTC')),
         'malfunction', f.malfunction_id))
FROM grid.malfunction AS f
LEFT JOIN grid.community AS c USING (community_id)
LEFT JOIN grid.meter AS m USING (meter_id)
WHERE f.malfunction_id = ANY ($1::bigint[])
ORDER BY f.malfunction_id
ON CONFLICT (topic, key) DO NOTHING
RETURNING key
