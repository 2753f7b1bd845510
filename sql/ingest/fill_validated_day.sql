-- Fill the session's table with the ended days of a community that are to be validated.
--
-- Members' days that no run has looked at yet, readings or not, and days whose readings changed since; with $5 all days, with $6
-- those too whose gaps no run was asked to fill. And days whose estimates index reads stand around. Takes them out of the
-- queue: what is queued later stays.
--
-- $1 community_id  bigint
-- $2 period        daterange  local days; NULL: all
-- $3 meter         text       code; NULL: all
-- $4 today         date       first local day that has not ended
-- $5 redo          boolean    whether days that were validated are done again
-- $6 estimates     boolean    whether gaps are to be filled
-- returns none
WITH taken AS (
  DELETE FROM ingest.unvalidated AS q
  USING grid.meter AS m, (SELECT daterange(NULL, $4::date) * coalesce($2::daterange, '(,)') AS days) AS p
  WHERE q.community_id = $1::bigint AND q.days && p.days AND m.meter_id = q.meter_id
    AND ($3::text IS NULL OR m.meter = $3::text)
  RETURNING q.meter_id, q.days, p.days AS ended
), rest AS (
  INSERT INTO ingest.unvalidated (community_id, meter_id, days)
  SELECT $1::bigint, meter_id, unnest(datemultirange(days) - datemultirange(ended))
  FROM taken
  ON CONFLICT DO NOTHING
)
INSERT INTO validated_day (meter_id, day)
SELECT s.meter_id, d::date
FROM grid.membership AS s
JOIN grid.meter AS m USING (meter_id)
LEFT JOIN ingest.validation AS v ON v.community_id = s.community_id AND v.meter_id = s.meter_id
CROSS JOIN LATERAL (
  SELECT s.during * daterange(NULL, $4::date) * coalesce($2::daterange, '(,)') AS during
) AS w
CROSS JOIN LATERAL generate_series(
  greatest(lower(w.during), CASE WHEN $5::boolean THEN NULL WHEN $6::boolean THEN v.estimated ELSE v.until END)::timestamp,
  (upper(w.during) - 1)::timestamp, interval '1 day') AS d
WHERE s.community_id = $1::bigint AND NOT isempty(w.during) AND ($3::text IS NULL OR m.meter = $3::text)
UNION
SELECT t.meter_id, d::date
FROM taken AS t
CROSS JOIN LATERAL generate_series(
  lower(t.days * t.ended)::timestamp, (upper(t.days * t.ended) - 1)::timestamp, interval '1 day') AS d
UNION
SELECT e.meter_id, e.day
FROM ingest.estimate AS e
JOIN grid.meter AS m USING (meter_id)
WHERE e.community_id = $1::bigint AND e.closed_at IS NULL AND e.basis ->> 'index_to' IS NULL
  AND ($2::daterange IS NULL OR e.day <@ $2::daterange) AND ($3::text IS NULL OR m.meter = $3::text)
  AND EXISTS (SELECT FROM ingest.unvalidated AS q WHERE q.community_id = e.community_id AND q.meter_id = e.meter_id)
  AND EXISTS (SELECT FROM grid.register_read AS r
              WHERE r.community_id = e.community_id AND r.meter_id = e.meter_id AND r.register = e.register
                AND r.read_at <= e.starts_at)
  AND EXISTS (SELECT FROM grid.register_read AS r
              WHERE r.community_id = e.community_id AND r.meter_id = e.meter_id AND r.register = e.register
                AND r.read_at >= e.ends_at)
