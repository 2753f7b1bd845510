-- List how complete and how trustworthy each meter's readings of each month are, and the same of each community.
--
-- Counted are the values of blocks: an interval of a register is one. Expected are the intervals of the member's days that had
-- ended at $3, for each register that has readings in the month, at least one register. Energy is that of all registers
-- but the battery's level. Rejected rows count in the month in which their dump was received; their meter is the one
-- that the row names. A dump is late for a meter's month when it brought values of a day that was over for
-- longer than $4. Order: community, meter, month; communities after their meters.
--
-- $1 period     daterange    local days of each community
-- $2 community  text         NULL: all
-- $3 as_of      timestamptz
-- $4 late_s     integer
-- returns many
--   community          text
--   meter              text     NULL: of all meters of the community
--   month              text     2025-04
--   interval_s         integer  NULL: of all meters
--   registers          bigint   that have readings, 0 when there are none
--   day_count          bigint   days of membership that had ended
--   expected_count     numeric
--   measured_count     numeric  known, and no estimate; what is neither measured nor estimated is missing
--   completeness       numeric  of the expected values those measured; NULL: nothing is expected
--   estimated_count    numeric  values that are estimates or substitutes: they give way to actual ones
--   estimated_share    numeric  of the expected values
--   estimated_wh       numeric
--   energy_share       numeric  of estimates in the energy; NULL: there is none
--   substituted_count  numeric  of the estimates, those that a dump calls substitutes
--   final_count        numeric  final substitutes
--   edited_count       numeric  put in or struck out by hand
--   unknown_count      numeric  of a quality that is not known
--   revised_blocks     bigint
--   revisions          numeric  dumps and edits that changed measured values; what replaces an estimate is none
--   rejected_rows      numeric
--   late_dumps         bigint   of a community the sum of its meters'
--   first_s            bigint   start of the first known interval, local clock
--   first_offset_s     integer  local time minus UTC
--   last_s             bigint   end of the last known interval, local clock
--   last_offset_s      integer
WITH member AS MATERIALIZED (
  SELECT s.community_id, c.community, c.zone, s.meter_id, m.meter, m.interval_s, s.during * $1::daterange AS during
  FROM grid.membership AS s
  JOIN grid.community AS c USING (community_id)
  JOIN grid.meter AS m USING (meter_id)
  WHERE s.during && $1::daterange AND ($2::text IS NULL OR c.community = $2::text)
), zone_day AS MATERIALIZED (
  SELECT z.zone, d.day::date AS day, to_char(d.day, 'YYYY-MM') AS month, b.starts_at, b.ends_at,
         extract(epoch FROM b.ends_at - b.starts_at)::integer AS length_s
  FROM (SELECT DISTINCT zone FROM member) AS z
  CROSS JOIN generate_series(lower($1::daterange)::timestamp, upper($1::daterange)::timestamp - interval '1 day',
                             interval '1 day') AS d (day)
  CROSS JOIN LATERAL (
    SELECT grid.day_start(d.day::date, z.zone) AS starts_at, grid.day_start(d.day::date + 1, z.zone) AS ends_at OFFSET 0) AS b
  WHERE d.day::date < ($3::timestamptz AT TIME ZONE z.zone)::date
), member_month AS (
  SELECT m.community_id, m.community, m.zone, m.meter_id, m.meter, m.interval_s, z.month, count(*) AS day_count,
         sum(round(z.length_s::numeric / m.interval_s)) AS expected_count
  FROM member AS m
  JOIN zone_day AS z ON z.zone = m.zone AND z.day <@ m.during
  GROUP BY m.community_id, m.community, m.zone, m.meter_id, m.meter, m.interval_s, z.month
), block AS (
  SELECT b.community_id, b.meter_id, b.register, z.month, sum(n.present) AS present_count,
         -- A block may have another interval than the meter has now.
         sum(p.size - round(z.length_s::numeric / m.interval_s)) AS more_expected,
         count(*) FILTER (WHERE b.revision > 1) AS revised_blocks, sum(b.revision - 1) AS revisions,
         count(*) FILTER (WHERE p.is_graded) AS graded_blocks, min(n.first_at) AS first_at, max(n.last_at) AS last_at
  FROM member AS m
  JOIN grid.interval_block AS b USING (community_id, meter_id)
  JOIN zone_day AS z ON z.zone = m.zone AND z.day = b.day
  CROSS JOIN LATERAL (
    SELECT cardinality(b.wh) AS size, cardinality(b.wh) - cardinality(array_positions(b.wh, NULL)) AS present,
           b.quality IS NOT NULL AS is_graded
    OFFSET 0) AS p
  CROSS JOIN LATERAL (
    SELECT p.present,
           z.starts_at + make_interval(secs => b.interval_s) * CASE
             WHEN p.present = p.size THEN 0
             ELSE (SELECT min(v.i) - 1 FROM unnest(b.wh) WITH ORDINALITY AS v (wh, i) WHERE v.wh IS NOT NULL) END AS first_at,
           z.starts_at + make_interval(secs => b.interval_s) * CASE
             WHEN p.present = p.size THEN p.size
             ELSE (SELECT max(v.i) FROM unnest(b.wh) WITH ORDINALITY AS v (wh, i) WHERE v.wh IS NOT NULL) END AS last_at
    OFFSET 0) AS n
  WHERE b.day >= lower($1::daterange) AND b.day < upper($1::daterange) AND b.day <@ m.during
  GROUP BY b.community_id, b.meter_id, b.register, z.month
), meter_month AS MATERIALIZED (
  SELECT community_id, meter_id, month, count(*) FILTER (WHERE present_count > 0) AS registers, sum(present_count) AS present_count,
         sum(more_expected) AS more_expected, sum(revised_blocks)::bigint AS revised_blocks, sum(revisions) AS revisions,
         sum(graded_blocks) AS graded_blocks, min(first_at) AS first_at, max(last_at) AS last_at
  FROM block
  GROUP BY community_id, meter_id, month
), graded AS (
  -- Only meters' months that have a value of another quality than actual are looked at value by value.
  SELECT b.community_id, b.meter_id, g.month, sum(v.estimated) AS estimated_count, sum(v.substituted) AS substituted_count,
         sum(v.final) AS final_count, sum(v.edited) AS edited_count, sum(v.not_known) AS unknown_count,
         sum(v.estimated_wh * grid.unit(b.exponent)) FILTER (WHERE b.register < 7) AS estimated_wh,
         sum(v.wh * grid.unit(b.exponent)) FILTER (WHERE b.register < 7) AS wh
  FROM meter_month AS g
  JOIN member AS m USING (community_id, meter_id)
  JOIN grid.interval_block AS b USING (community_id, meter_id)
  JOIN zone_day AS z ON z.zone = m.zone AND z.day = b.day AND z.month = g.month
  CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE e.code > 0 AND e.wh IS NOT NULL) AS estimated,
           count(*) FILTER (WHERE q.grade = 'S' AND e.wh IS NOT NULL) AS substituted,
           count(*) FILTER (WHERE q.grade = 'F' AND e.wh IS NOT NULL) AS final, count(*) FILTER (WHERE q.grade = 'M') AS edited,
           count(*) FILTER (WHERE q.grade = '?' AND e.wh IS NOT NULL) AS not_known,
           sum(e.wh::bigint) FILTER (WHERE e.code > 0) AS estimated_wh, sum(e.wh::bigint) AS wh
    FROM unnest(b.wh, b.quality) AS e (wh, code)
    LEFT JOIN grid.quality AS q ON q.code = e.code
    OFFSET 0) AS v
  WHERE g.graded_blocks > 0 AND b.day >= lower($1::daterange) AND b.day < upper($1::daterange) AND b.day <@ m.during
  GROUP BY b.community_id, b.meter_id, g.month
), plain AS (
  -- The energy of the others in communities' months that have estimates: their share is one of all.
  SELECT b.community_id, z.month, sum(v.wh * grid.unit(b.exponent)) AS wh
  FROM (SELECT DISTINCT community_id, month FROM graded WHERE estimated_count > 0) AS g
  JOIN member AS m USING (community_id)
  JOIN meter_month AS p USING (community_id, meter_id, month)
  JOIN grid.interval_block AS b USING (community_id, meter_id)
  JOIN zone_day AS z ON z.zone = m.zone AND z.day = b.day AND z.month = g.month
  CROSS JOIN LATERAL (SELECT sum(e.wh::bigint) AS wh FROM unnest(b.wh) AS e (wh) OFFSET 0) AS v
  WHERE p.graded_blocks = 0 AND b.register < 7 AND b.day >= lower($1::daterange) AND b.day < upper($1::daterange)
    AND b.day <@ m.during
  GROUP BY b.community_id, z.month
), brought AS (
  SELECT community_id, meter_id, day, batch_id
  FROM grid.interval_block
  WHERE day >= lower($1::daterange) AND day < upper($1::daterange) AND batch_id IS NOT NULL
  UNION ALL
  SELECT community_id, meter_id, day, batch_id
  FROM grid.block_part
  WHERE day >= lower($1::daterange) AND day < upper($1::daterange)
), late AS (
  SELECT b.community_id, b.meter_id, z.month, count(DISTINCT b.batch_id) AS late_dumps
  FROM brought AS b
  JOIN member AS m USING (community_id, meter_id)
  JOIN zone_day AS z ON z.zone = m.zone AND z.day = b.day
  JOIN ingest.batch AS d USING (batch_id)
  WHERE d.rank = 1 AND d.received_at > z.ends_at + make_interval(secs => $4::integer) AND b.day <@ m.during
  GROUP BY b.community_id, b.meter_id, z.month
), rejected AS (
  SELECT m.community_id, m.meter_id, to_char(d.received_at AT TIME ZONE m.zone, 'YYYY-MM') AS month, count(*) AS rejected_rows
  FROM ingest.batch AS d
  JOIN ingest.reject AS r USING (batch_id)
  CROSS JOIN LATERAL ingest.meter_of(r.raw) AS f
  JOIN member AS m ON m.meter_id = f.meter_id AND m.during @> (d.received_at AT TIME ZONE m.zone)::date
  WHERE r.code <> 'conflicting-duplicate'
  GROUP BY m.community_id, m.meter_id, to_char(d.received_at AT TIME ZONE m.zone, 'YYYY-MM')
), figure AS MATERIALIZED (
  SELECT p.community_id, p.community, p.zone, p.meter, p.month, p.interval_s, coalesce(g.registers, 0) AS registers, p.day_count,
         p.expected_count * greatest(coalesce(g.registers, 1), 1) + coalesce(g.more_expected, 0) AS expected_count,
         coalesce(g.present_count, 0)::numeric AS present_count,
         coalesce(q.estimated_count, 0) AS estimated_count, coalesce(q.estimated_wh, 0) AS estimated_wh, q.wh,
         coalesce(q.substituted_count, 0) AS substituted_count, coalesce(q.final_count, 0) AS final_count,
         coalesce(q.edited_count, 0) AS edited_count, coalesce(q.unknown_count, 0) AS unknown_count,
         coalesce(g.revised_blocks, 0) AS revised_blocks, coalesce(g.revisions, 0)::numeric AS revisions,
         coalesce(r.rejected_rows, 0)::numeric AS rejected_rows, coalesce(l.late_dumps, 0) AS late_dumps, g.first_at, g.last_at
  FROM member_month AS p
  LEFT JOIN meter_month AS g USING (community_id, meter_id, month)
  LEFT JOIN graded AS q USING (community_id, meter_id, month)
  LEFT JOIN late AS l USING (community_id, meter_id, month)
  LEFT JOIN rejected AS r USING (community_id, meter_id, month)
), place AS (
  SELECT f.community, f.zone, NULL AS meter, f.month, NULL::integer AS interval_s, sum(f.registers)::bigint AS registers,
         sum(f.day_count)::bigint AS day_count, sum(f.expected_count) AS expected_count, sum(f.present_count) AS present_count,
         sum(f.estimated_count) AS estimated_count, sum(f.estimated_wh) AS estimated_wh,
         coalesce(sum(f.wh), 0) + coalesce(max(p.wh), 0) AS wh, sum(f.substituted_count) AS substituted_count,
         sum(f.final_count) AS final_count, sum(f.edited_count) AS edited_count, sum(f.unknown_count) AS unknown_count,
         sum(f.revised_blocks)::bigint AS revised_blocks, sum(f.revisions) AS revisions, sum(f.rejected_rows) AS rejected_rows,
         sum(f.late_dumps)::bigint AS late_dumps, min(f.first_at) AS first_at, max(f.last_at) AS last_at
  FROM figure AS f
  LEFT JOIN plain AS p USING (community_id, month)
  GROUP BY f.community, f.zone, f.month
), listed AS (
  SELECT community, zone, meter, month, interval_s, registers, day_count, expected_count, present_count, estimated_count,
         estimated_wh, wh, substituted_count, final_count, edited_count, unknown_count, revised_blocks, revisions,
         rejected_rows, late_dumps, first_at, last_at
  FROM figure
  UNION ALL
  SELECT * FROM place
)
SELECT community, meter, month, interval_s, registers, day_count, expected_count, present_count - estimated_count AS measured_count,
       round((present_count - estimated_count) / nullif(expected_count, 0), 6) AS completeness, estimated_count,
       round(estimated_count / nullif(expected_count, 0), 6) AS estimated_share, estimated_wh,
       CASE WHEN estimated_count > 0 THEN round(estimated_wh / nullif(wh, 0), 6) WHEN present_count > 0 THEN 0 END AS energy_share,
       substituted_count, final_count, edited_count, unknown_count, revised_blocks, revisions, rejected_rows, late_dumps,
       trunc(extract(epoch FROM first_at AT TIME ZONE zone))::bigint AS first_s,
       extract(epoch FROM (first_at AT TIME ZONE zone) - (first_at AT TIME ZONE 'UTC'))::integer AS first_offset_s,
       trunc(extract(epoch FROM last_at AT TIME ZONE zone))::bigint AS last_s,
       extract(epoch FROM (last_at AT TIME ZONE zone) - (last_at AT TIME ZONE 'UTC'))::integer AS last_offset_s
FROM listed
ORDER BY community, meter NULLS LAST, month
