-- Put the changes of communities' autarky into the outbox, each once, and take back unsent ones that are none any more.
--
-- In the sense that the community is configured for. A slot counts when all members are known, or some are and it ended
-- 15 minutes ago; after the last such slot nothing is said yet. Before it, what is unknown is not autarkic.
--
-- $1 from_at    timestamptz
-- $2 as_of      timestamptz
-- $3 community  text         NULL: all
-- returns one
--   change_count     bigint  all changes of [from_at, as_of)
--   new_count        bigint  that were not in the outbox
--   withdrawn_count  bigint  that waited to be sent and are none any more
WITH slot AS (
  SELECT s.community_id, s.starts_at, s.starts_at + make_interval(secs => s.slot_s) AS ends_at,
         CASE c.autarky WHEN 'strict' THEN s.strict ELSE coalesce(s.net, false) END AS autarky,
         s.present_count = s.member_count OR (s.present_count > 0
           AND s.starts_at + make_interval(secs => s.slot_s) <= $2::timestamptz - interval '15 min') AS is_settled
  FROM aggregate.community_slot AS s
  JOIN grid.community AS c USING (community_id)
  WHERE s.day BETWEEN ($1::timestamptz AT TIME ZONE c.zone)::date - 1 AND ($2::timestamptz AT TIME ZONE c.zone)::date
    AND ($3::text IS NULL OR c.community = $3::text)
), horizon AS (
  SELECT community_id, max(ends_at) AS known_until
  FROM slot
  WHERE is_settled AND ends_at <= $2::timestamptz
  GROUP BY community_id
), autarkic AS (
  SELECT s.community_id, s.starts_at, s.ends_at, h.known_until
  FROM slot AS s
  JOIN horizon AS h USING (community_id)
  WHERE s.autarky AND s.ends_at <= h.known_until
), island AS (
  SELECT community_id, starts_at, ends_at, known_until,
         lag(ends_at) OVER time IS DISTINCT FROM starts_at AS is_first,
         lead(starts_at) OVER time IS DISTINCT FROM ends_at AS is_last
  FROM autarkic
  WINDOW time AS (PARTITION BY community_id ORDER BY starts_at)
), change AS (
  SELECT community_id, starts_at AS at, true AS autarky FROM island WHERE is_first
  UNION ALL
  SELECT community_id, ends_at, false FROM island WHERE is_last AND ends_at < known_until
), message AS (
  SELECT 'community:' || c.community || ':' || to_char(h.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') || ':' || h.autarky AS key,
         c.community, h.at, h.autarky, c.community AS code
  FROM change AS h
  JOIN grid.community AS c USING (community_id)
  WHERE h.at >= $1::timestamptz AND h.at < $2::timestamptz
), withdrawn AS (
  DELETE FROM ops.outbox
  WHERE topic = 'autarky' AND sent_at IS NULL AND key LIKE 'community:%'
    AND happened_at >= $1::timestamptz AND happened_at < $2::timestamptz
    AND ($3::text IS NULL OR community = $3::text) AND key NOT IN (SELECT key FROM message)
  RETURNING 1
), put AS (
  INSERT INTO ops.outbox (topic, key, community, happened_at, created_at, message)
  SELECT 'autarky', key, community, at, $2::timestamptz,
         ('{"type":"Community","id":' || CASE WHEN code ~ '^(0|[1-9][0-9]{0,17})$' THEN code ELSE to_json(code)::text END
          || ',"autarky":' || autarky || '}')::json
  FROM message
  ORDER BY at, key
  ON CONFLICT DO NOTHING
  RETURNING 1
)
SELECT (SELECT count(*) FROM message) AS change_count, (SELECT count(*) FROM put) AS new_count,
       (SELECT count(*) FROM withdrawn) AS withdrawn_count
