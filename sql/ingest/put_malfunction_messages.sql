-- Put a message for each of some new malfunctions, or one for many meters of a community that fail in the same way.
--
-- When a head-end or a line fails, one message says how many of the community's meters. It happened when it was found: what
-- has been wrong for long is told all the same. since: the clock on the community's wall, UTC where there is none; of
-- many the earliest.
--
-- $1 malfunctions  bigint[]  ids
-- $2 many          integer   so many meters are told of together
-- returns many
--   key  text
WITH told AS (
  SELECT f.*, c.community, m.meter, grid.wall_clock(f.since_at, coalesce(c.zone, 'UTC')) AS since,
         to_char(f.detected_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS detected,
         g.group_id, g.is_one_of_many, g.member_count
  FROM grid.malfunction_groups($1::bigint[], $2::integer) AS g
  JOIN grid.malfunction AS f USING (malfunction_id)
  LEFT JOIN grid.community AS c USING (community_id)
  LEFT JOIN grid.meter AS m USING (meter_id)
), message AS (
  SELECT malfunction_id AS place, community, detected_at,
         concat_ws(' ', community, meter, kind, nullif(subject, ''), nullif(source, ''), detected) AS key,
         json_strip_nulls(json_build_object(
           'type', 'Malfunction', 'meter', meter, 'kind', kind, 'subject', nullif(subject, ''),
           'source', nullif(source, ''), 'since', since, 'malfunction', malfunction_id)) AS message
  FROM told
  WHERE NOT is_one_of_many
  UNION ALL
  SELECT min(malfunction_id), community, min(detected_at),
         concat_ws(' ', community, count(*), 'meters', kind, nullif(subject, ''), min(detected)),
         json_strip_nulls(json_build_object(
           'type', 'Malfunction', 'meter_count', count(*), 'member_count', min(member_count), 'kind', kind,
           'subject', nullif(subject, ''), 'since', (array_agg(since ORDER BY since_at))[1],
           'latest', CASE WHEN min(since_at) < max(since_at) THEN (array_agg(since ORDER BY since_at DESC))[1] END,
           'meters', json_agg(json_build_object('meter', meter, 'since', since) ORDER BY meter, malfunction_id),
           'malfunctions', json_agg(malfunction_id ORDER BY malfunction_id)))
  FROM told
  WHERE is_one_of_many
  GROUP BY group_id, community, kind, subject
)
INSERT INTO ops.outbox (topic, key, community, happened_at, created_at, message)
SELECT 'malfunction', key, community, detected_at, detected_at, message
FROM message
ORDER BY place
ON CONFLICT (topic, key) DO NOTHING
RETURNING key
