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
  SELECT d.community_id, d.meter_id, d.strict_bits, d.strict_bits_s, s.start,
         s.start + make_interval(secs => d.strict_bits_s * (d.slot_s * CASE
           WHEN d.missing IS NULL AND s.start + make_interval(secs => cardinality(d.import) * d.slot_s) <= $2::timestamptz
             THEN cardinality(d.import)
           ELSE (SELECT max(i)
                 FROM unnest(d.import, d.missing) WITH ORDINALITY AS e (import, missing, i)
                 WHERE e.import IS NOT NULL AND coalesce(e.missing, 0) = 0
                   AND s.start + make_interval(secs => i * d.slot_s) <= $2::timestamptz)
           END / d.strict_bits_s)) AS known_until
  FROM aggregate.meter_day AS d
  JOIN grid.community AS c USING (community_id)
  JOIN grid.meter AS m USING (meter_id)
  JOIN grid.membership AS b ON b.community_id = d.community_id AND b.meter_id = d.meter_id AND b.during @> d.day
  CROSS JOIN LATERAL (SELECT grid.day_start(d.day, c.zone) AS start OFFSET 0) AS s
  WHERE d.day BETWEEN ($1::timestamptz AT TIME ZONE c.zone)::date - 1 AND ($2::timestamptz AT TIME ZONE c.zone)::date
    AND m.kind = 'household' AND ($3::text IS NULL OR c.community = $3::text)
), known AS (
  SELECT community_id, meter_id, strict_bits, strict_bits_s, start,
         max(known_until) OVER (PARTITION BY community_id, meter_id) AS known_until
  FROM member_day
), autarkic AS (
  SELECT k.community_id, k.meter_id, k.start + make_interval(secs => i * k.strict_bits_s) AS starts_at,
         k.start + make_interval(secs => (i + 1) * k.strict_bits_s) AS ends_at, k.known_until
  FROM known AS k
  CROSS JOIN LATERAL generate_series(0, length(k.strict_bits) - 1) AS i
  WHERE bit_count(k.strict_bits::bit varying) > 0 AND get_bit(k.strict_bits, i) = 1
    AND k.start + make_interval(secs => (i + 1) * k.strict_bits_s) <= k.known_until
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
