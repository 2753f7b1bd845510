-- Put the newest reading of each register of those who are members into the session's table.
--
-- A reading is a known value whose interval had ended and that a dump brought: what gridctl estimated and what people put
-- in by hand is none. Looked for from the day of the clock backwards, to the start of the membership.
--
-- $1 community  text         NULL: all
-- $2 as_of      timestamptz
-- returns none
WITH ours AS (
  SELECT array_agg(code) AS codes
  FROM grid.quality
  WHERE raw LIKE 'gridctl-%' OR grade = 'M'
), place AS MATERIALIZED (
  SELECT s.community_id, s.meter_id, c.zone, t.today, lower(s.during) AS first_day, grid.day_start(t.today, c.zone) AS today_at,
         (SELECT codes FROM ours) AS ours
  FROM grid.membership AS s
  JOIN grid.community AS c USING (community_id)
  CROSS JOIN LATERAL (SELECT ($2::timestamptz AT TIME ZONE c.zone)::date AS today) AS t
  WHERE s.during @> t.today AND ($1::text IS NULL OR c.community = $1::text)
), newest AS MATERIALIZED (
  SELECT p.community_id, p.meter_id, r.register::smallint, p.zone, n.day, n.interval_s, n.place, n.batch_id
  FROM place AS p
  CROSS JOIN generate_series(1, 7) AS r (register)
  CROSS JOIN LATERAL (
    SELECT b.day, b.interval_s, b.batch_id, e.place
    FROM grid.interval_block AS b
    CROSS JOIN LATERAL (
      SELECT CASE
        WHEN b.day < p.today AND b.quality IS NULL AND b.wh[cardinality(b.wh)] IS NOT NULL THEN cardinality(b.wh)
        ELSE (SELECT max(v.i)::integer
              FROM unnest(b.wh, b.quality) WITH ORDINALITY AS v (wh, code, i)
              WHERE v.wh IS NOT NULL AND (v.code IS NULL OR v.code <> ALL (p.ours))
                AND (b.day < p.today OR p.today_at + v.i * make_interval(secs => b.interval_s) <= $2::timestamptz))
        END AS place) AS e
    WHERE b.community_id = p.community_id AND b.meter_id = p.meter_id AND b.register = r.register::smallint
      AND b.day BETWEEN p.first_day AND p.today AND e.place IS NOT NULL
    ORDER BY b.day DESC
    LIMIT 1) AS n
), start AS MATERIALIZED (
  SELECT zone, day, grid.day_start(day, zone) AS at
  FROM (SELECT DISTINCT zone, day FROM newest) AS d
)
INSERT INTO newest_reading (community_id, meter_id, register, ended_at, format)
SELECT n.community_id, n.meter_id, n.register, s.at + n.place * make_interval(secs => n.interval_s),
       coalesce(b.format, (
         SELECT e.format
         FROM grid.block_part AS p
         JOIN ingest.batch AS e USING (batch_id)
         WHERE p.community_id = n.community_id AND p.meter_id = n.meter_id AND p.register = n.register AND p.day = n.day
           AND e.rank = 1
         ORDER BY e.received_at DESC, p.batch_id
         LIMIT 1))
FROM newest AS n
JOIN start AS s USING (zone, day)
LEFT JOIN ingest.batch AS b ON b.batch_id = n.batch_id
