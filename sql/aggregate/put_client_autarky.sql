-- Put the changes of households' strict autarky into the outbox, each once, and take back unsent ones that are none any more.
--
-- At the grain of the meter's bits. After its last known slot nothing is said yet; before it, what is unknown is not autarkic.
--
-- $1 from_at    timestamptz
-- $2 as_of      timestamptz
-- $3 community  text         NULL: all
-- returns one
--   change_count     bigint  all changes of [from_at, as_of)
--   new_count        bigint  that were not in the outbox
--   withdrawn_count  bigint  that waited to be sent and are none any more
WITH member_day AS (
  SELECT d.community_id, d.meter_id, d.day, d.strict_bits, d.strict_bits_s, d.slot_s, d.import, d.missing, d.present_count,
         grid.day_start(d.day, c.zone) AS start
  FROM aggregate.meter_day AS d
  JOIN grid.community AS c USING (community_id)
  JOIN grid.meter AS m USING (meter_id)
  JOIN grid.membership AS s ON s.community_id = d.community_id AND s.meter_id = d.meter_id AND s.during @> d.day
  WHERE d.day BETWEEN ($1::timestamptz AT TIME ZONE c.zone)::date - 1 AND ($2::timestamptz AT TIME ZONE c.zone)::date
    AND m.kind = 'household' AND ($3::text IS NULL OR c.community = $3::text)
), newest AS (
  SELECT DISTINCT ON (community_id, meter_id) *
  FROM member_day
  WHERE present_count > 0 AND start < $2::timestamptz
  ORDER BY community_id, meter_id, day DESC
), horizon AS (
  SELECT n.community_id, n.meter_id,
         n.start + make_interval(secs => k.slot * n.slot_s / n.strict_bits_s * n.strict_bits_s) AS known_until
  FROM newest AS n
  CROSS JOIN LATERAL (
    SELECT max(i)::integer AS slot
    FROM unnest(n.import, n.missing) WITH ORDINALITY AS e (import, missing, i)
    WHERE e.import IS NOT NULL AND coalesce(e.missing, 0) = 0
      AND n.start + make_interval(secs => i * n.slot_s) <= $2::timestamptz) AS k
), autarkic AS (
  SELECT d.community_id, d.meter_id, d.start + make_interval(secs => i * d.strict_bits_s) AS starts_at,
         d.start + make_interval(secs => (i + 1) * d.strict_bits_s) AS ends_at, h.known_until
  FROM member_day AS d
  JOIN horizon AS h USING (community_id, meter_id)
  CROSS JOIN LATERAL generate_series(0, length(d.strict_bits) - 1) AS i
  WHERE bit_count(d.strict_bits::bit varying) > 0 AND get_bit(d.strict_bits, i) = 1
    AND d.start + make_interval(secs => (i + 1) * d.strict_bits_s) <= h.known_until
), island AS (
  SELECT community_id, meter_id, starts_at, ends_at, known_until,
         lag(ends_at) OVER time IS DISTINCT FROM starts_at AS is_first,
         lead(starts_at) OVER time IS DISTINCT FROM ends_at AS is_last
  FROM autarkic
  WINDOW time AS (PARTITION BY community_id, meter_id ORDER BY starts_at)
), change AS (
  SELECT community_id, meter_id, starts_at AS at, true AS autarky FROM island WHERE is_first
  UNION ALL
  SELECT community_id, meter_id, ends_at, false FROM island WHERE is_last AND ends_at < known_until
), message AS (
  SELECT 'client:' || m.meter || ':' || to_char(h.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') || ':' || h.autarky AS key,
         c.community, h.at, h.autarky, m.meter AS code
  FROM change AS h
  JOIN grid.community AS c USING (community_id)
  JOIN grid.meter AS m USING (meter_id)
  WHERE h.at >= $1::timestamptz AND h.at < $2::timestamptz
), withdrawn AS (
  DELETE FROM ops.outbox
  WHERE topic = 'autarky' AND sent_at IS NULL AND key LIKE 'client:%'
    AND happened_at >= $1::timestamptz AND happened_at < $2::timestamptz
    AND ($3::text IS NULL OR community = $3::text) AND key NOT IN (SELECT key FROM message)
  RETURNING 1
), put AS (
  INSERT INTO ops.outbox (topic, key, community, happened_at, created_at, message)
  SELECT 'autarky', key, community, at, $2::timestamptz,
         ('{"type":"Client","id":' || CASE WHEN code ~ '^(0|[1-9][0-9]{0,17})$' THEN code ELSE to_json(code)::text END
          || ',"autarky":' || autarky || '}')::json
  FROM message
  ORDER BY at, key
  ON CONFLICT DO NOTHING
  RETURNING 1
)
SELECT (SELECT count(*) FROM message) AS change_count, (SELECT count(*) FROM put) AS new_count,
       (SELECT count(*) FROM withdrawn) AS withdrawn_count
