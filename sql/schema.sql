-- Written by Scripts/schema.sh: the sum of the migrations. Nothing reads it but people.
--
-- PostgreSQL database dump
--

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: aggregate; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA aggregate;

--
-- Name: billing; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA billing;

--
-- Name: elfe; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA elfe;

--
-- Name: grid; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA grid;

--
-- Name: ingest; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA ingest;

--
-- Name: operate; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA operate;

--
-- Name: ops; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA ops;

--
-- Name: optimize; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA optimize;

--
-- Name: partner; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA partner;

--
-- Name: btree_gist; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;

--
-- Name: EXTENSION btree_gist; Type: COMMENT; Schema: -; Owner: -
--

COMMENT ON EXTENSION btree_gist IS 'support for indexing common datatypes in GiST';

--
-- Name: balance(daterange, text, timestamp with time zone, integer); Type: FUNCTION; Schema: aggregate; Owner: -
--

CREATE FUNCTION aggregate.balance(period daterange, code text, as_of timestamp with time zone, grain_s integer) RETURNS TABLE(community_id bigint, community text, zone text, day date, starts_at timestamp with time zone, slot_s integer, member_count integer, known_count integer, consumption_wh numeric, production_wh numeric, state text)
    LANGUAGE sql STABLE ROWS 30000
    SET work_mem TO '64MB'
    AS $$
  WITH local AS MATERIALIZED (
    SELECT d.*, c.community, c.zone, grid.day_start(d.day, c.zone) AS day_start
    FROM aggregate.community_day AS d
    JOIN grid.community AS c USING (community_id)
    WHERE d.day >= lower(period) AND d.day < upper(period) AND (code IS NULL OR c.community = code)
  ), plant AS MATERIALIZED (  -- once, whatever the planner thinks of tables that are new
    SELECT p.community_id, p.day, p.slot, sum(p.production_wh - p.measured_wh) AS stand_in_wh,
           count(*) FILTER (WHERE p.state = 'stale') AS stale_count, bool_or(p.state = 'unknown') AS is_unknown
    FROM aggregate.plant_slot(period, code, as_of, true) AS p
    WHERE p.state <> 'known'
    GROUP BY p.community_id, p.day, p.slot
  ), slot AS (
    SELECT l.community_id, l.community, l.zone, l.day, q.slot, l.slot_s, l.member_count,
           l.day_start + (q.slot - 1) * make_interval(secs => l.slot_s) AS starts_at,
           least(l.member_count, q.present + coalesce(p.stale_count, 0))::integer AS known_count,
           q.consumption * grid.unit(l.exponent) AS consumption_wh,
           CASE WHEN p.stale_count > 0 THEN coalesce(q.production * grid.unit(l.exponent), 0) + p.stand_in_wh
                ELSE q.production * grid.unit(l.exponent) END AS production_wh,
           CASE WHEN p.is_unknown OR q.production IS NULL AND coalesce(p.stale_count, 0) = 0 THEN 2
                WHEN p.stale_count > 0 THEN 1 ELSE 0 END AS doubt
    FROM local AS l
    CROSS JOIN LATERAL unnest(l.consumption, l.production, l.present)
      WITH ORDINALITY AS q (consumption, production, present, slot)
    LEFT JOIN plant AS p ON p.community_id = l.community_id AND p.day = l.day AND p.slot = q.slot
  )
  SELECT s.community_id, s.community, s.zone, s.day, min(s.starts_at), sum(s.slot_s)::integer,
         max(s.member_count), min(s.known_count),
         CASE WHEN count(s.consumption_wh) = count(*) THEN trim_scale(sum(s.consumption_wh)) END,
         CASE WHEN count(s.production_wh) = count(*) THEN trim_scale(sum(s.production_wh)) END,
         (ARRAY['known', 'stale', 'unknown'])[max(s.doubt) + 1]
  FROM slot AS s
  WHERE s.starts_at + make_interval(secs => s.slot_s) <= as_of
  GROUP BY s.community_id, s.community, s.zone, s.day, (s.slot - 1) * s.slot_s / greatest(grain_s, s.slot_s)
  HAVING sum(s.slot_s) = greatest(grain_s, max(s.slot_s))
$$;

--
-- Name: balance_action(text, numeric, numeric, bigint, bigint, numeric, numeric); Type: FUNCTION; Schema: aggregate; Owner: -
--

CREATE FUNCTION aggregate.balance_action(state text, consumption_wh numeric, production_wh numeric, known_count bigint, member_count bigint, tolerance_percent numeric, known_percent numeric) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$
  SELECT CASE WHEN state = 'unknown' OR consumption_wh IS NULL OR production_wh IS NULL
                OR 100 * known_count < known_percent * member_count THEN 'unknown'
              WHEN 100 * abs(production_wh - consumption_wh) <= tolerance_percent * consumption_wh THEN 'ok'
              WHEN production_wh < consumption_wh THEN 'more' ELSE 'less' END
$$;

--
-- Name: mean_w(numeric, integer); Type: FUNCTION; Schema: aggregate; Owner: -
--

CREATE FUNCTION aggregate.mean_w(wh numeric, seconds integer) RETURNS bigint
    LANGUAGE sql IMMUTABLE
    AS $$
  SELECT round(wh * 3600 / seconds)::bigint
$$;

--
-- Name: plant_slot(daterange, text, timestamp with time zone, boolean); Type: FUNCTION; Schema: aggregate; Owner: -
--

CREATE FUNCTION aggregate.plant_slot(period daterange, code text, as_of timestamp with time zone, only_gaps boolean) RETURNS TABLE(community_id bigint, plant_id bigint, day date, slot integer, starts_at timestamp with time zone, slot_s integer, measured_wh numeric, production_wh numeric, state text)
    LANGUAGE sql STABLE ROWS 50000
    SET work_mem TO '64MB'
    AS $$
  -- The day before too: its last value may stand in after midnight.
  WITH place AS (
    SELECT d.community_id, p.plant_id, p.meter_id, d.day, d.slot_s, cardinality(d.consumption) AS slot_count,
           grid.day_start(d.day, c.zone) AS day_start
    FROM aggregate.community_day AS d
    JOIN grid.community AS c USING (community_id)
    JOIN grid.plant AS p ON p.community_id = d.community_id AND p.during @> d.day
    JOIN grid.membership AS s ON s.meter_id = p.meter_id AND s.community_id = d.community_id AND s.during @> d.day
    WHERE d.day >= lower(period) - 1 AND d.day < upper(period) AND (code IS NULL OR c.community = code)
  ), measured AS (
    SELECT p.*, m.production, m.exponent, m.slot_s AS piece_s,
           m.missing, m.interval_s,
           m.production IS NULL OR array_position(m.production[:e.ended], NULL) IS NOT NULL
             OR 0 < ANY (m.missing[:e.ended]) AS has_gap
    FROM place AS p
    LEFT JOIN aggregate.meter_day AS m
      ON m.community_id = p.community_id AND m.meter_id = p.meter_id AND m.day = p.day
      AND m.day >= lower(period) - 1 AND m.day < upper(period)
    CROSS JOIN LATERAL (SELECT floor(extract(epoch FROM as_of - p.day_start) / m.slot_s)::integer AS ended) AS e
  ), plant_day AS MATERIALIZED (
    SELECT *
    FROM (SELECT m.*, lead(m.has_gap) OVER (PARTITION BY m.community_id, m.meter_id ORDER BY m.day) AS has_gap_after
          FROM measured AS m) AS m
    WHERE NOT only_gaps OR m.has_gap OR m.has_gap_after
  ), known AS (
    SELECT p.community_id, p.meter_id, p.day, ((v.at - 1) * p.piece_s / p.slot_s + 1)::integer AS slot,
           sum(v.wh) * grid.unit(p.exponent) AS wh, sum(v.known_s) AS known_s,
           max(ARRAY[(v.at - 1) * p.piece_s + v.known_s, v.wh * grid.unit(p.exponent) * 3600 / v.known_s]) AS last
    FROM plant_day AS p
    CROSS JOIN LATERAL (
      -- Of a slot of several intervals some may be missing: what is known was made in the others' time.
      SELECT u.wh, u.at, p.piece_s - CASE WHEN u.missing * p.interval_s < p.piece_s THEN u.missing * p.interval_s ELSE 0 END AS known_s
      FROM unnest(p.production, p.missing) WITH ORDINALITY AS u (wh, missing, at)) AS v
    WHERE v.wh IS NOT NULL
    GROUP BY p.community_id, p.meter_id, p.day, ((v.at - 1) * p.piece_s / p.slot_s + 1)::integer, p.exponent, p.piece_s
  ), slot AS (
    SELECT p.community_id, p.plant_id, p.meter_id, p.day, g.slot, p.slot_s,
           p.day_start + (g.slot - 1) * make_interval(secs => p.slot_s) AS starts_at,
           coalesce(k.wh, 0) AS wh, coalesce(k.known_s, 0) AS known_s,
           ARRAY[extract(epoch FROM p.day_start) + k.last[1], k.last[2]] AS last
    FROM plant_day AS p
    CROSS JOIN LATERAL generate_series(1, p.slot_count) AS g (slot)
    LEFT JOIN known AS k
      ON k.community_id = p.community_id AND k.meter_id = p.meter_id AND k.day = p.day AND k.slot = g.slot
  ), carried AS (
    -- The latest of the last values: when it ended, and its W.
    SELECT s.*, max(s.last) FILTER (WHERE s.last[2] IS NOT NULL) OVER (
             PARTITION BY s.community_id, s.meter_id ORDER BY s.starts_at
             RANGE BETWEEN interval '15 min' PRECEDING AND CURRENT ROW) AS latest,
           extract(epoch FROM s.starts_at) + s.slot_s AS end_s
    FROM slot AS s
  )
  SELECT c.community_id, c.plant_id, c.day, c.slot, c.starts_at, c.slot_s, c.wh,
         CASE WHEN c.known_s = c.slot_s THEN c.wh
              WHEN c.end_s - c.latest[1] <= 900 THEN round(c.wh + c.latest[2] * (c.slot_s - c.known_s) / 3600, 3) END,
         CASE WHEN c.known_s = c.slot_s THEN 'known' WHEN c.end_s - c.latest[1] <= 900 THEN 'stale' ELSE 'unknown' END
  FROM carried AS c
  WHERE c.day >= lower(period) AND c.end_s <= extract(epoch FROM as_of)
$$;

--
-- Name: day_start(date, text); Type: FUNCTION; Schema: grid; Owner: -
--

CREATE FUNCTION grid.day_start(day date, zone text) RETURNS timestamp with time zone
    LANGUAGE sql STABLE
    AS $$
  SELECT min(start)
  FROM (SELECT (day::timestamp AT TIME ZONE zone) - back AS start
        FROM unnest(ARRAY[interval '0', interval '30 min', interval '1 hour']) AS back) AS candidate
  WHERE (start AT TIME ZONE zone) >= day::timestamp
$$;

--
-- Name: demand_window(date, time without time zone, time without time zone, text); Type: FUNCTION; Schema: grid; Owner: -
--

CREATE FUNCTION grid.demand_window(day date, start_time time without time zone, end_time time without time zone, zone text) RETURNS TABLE(starts_at timestamp with time zone, ends_at timestamp with time zone)
    LANGUAGE sql STABLE
    AS $$
  SELECT w.starts_at, CASE WHEN w.ends_at > w.starts_at THEN w.ends_at ELSE w.starts_at + (end_time - start_time) END
  FROM (SELECT grid.wall_instant(day, start_time, zone) AS starts_at,
               grid.wall_instant(day + CASE WHEN end_time <= start_time THEN 1 ELSE 0 END, end_time, zone) AS ends_at
       ) AS w
$$;

--
-- Name: least_wh(bigint, numeric); Type: FUNCTION; Schema: grid; Owner: -
--

CREATE FUNCTION grid.least_wh(capacity_wh bigint, min_percent numeric) RETURNS numeric
    LANGUAGE sql IMMUTABLE
    AS $$
  SELECT ceil(capacity_wh * min_percent * 10) / 1000
$$;

--
-- Name: malfunction_groups(bigint[], integer); Type: FUNCTION; Schema: grid; Owner: -
--

CREATE FUNCTION grid.malfunction_groups(malfunctions bigint[], many integer) RETURNS TABLE(malfunction_id bigint, group_id bigint, is_one_of_many boolean, member_count bigint)
    LANGUAGE sql STABLE
    AS $$
  SELECT f.malfunction_id, CASE WHEN w.is_one_of_many THEN min(f.malfunction_id) OVER way ELSE f.malfunction_id END,
         w.is_one_of_many,
         (SELECT count(*)
          FROM grid.membership AS s
          JOIN grid.community AS c USING (community_id)
          WHERE s.community_id = f.community_id AND s.during @> (f.detected_at AT TIME ZONE c.zone)::date)
  FROM (
    SELECT *, count(*) OVER (PARTITION BY community_id, kind, subject, meter_id IS NULL) AS meter_count
    FROM grid.malfunction
    WHERE malfunction_id = ANY (malfunctions)) AS f
  CROSS JOIN LATERAL (
    SELECT f.community_id IS NOT NULL AND f.meter_id IS NOT NULL AND f.meter_count >= many AS is_one_of_many) AS w
  WINDOW way AS (PARTITION BY f.community_id, f.kind, f.subject, f.meter_id IS NULL)
$$;

--
-- Name: market_quarter(text, timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: grid; Owner: -
--

CREATE FUNCTION grid.market_quarter(code text, first timestamp with time zone, stop timestamp with time zone) RETURNS TABLE(starts_at timestamp with time zone, eur_mwh numeric)
    LANGUAGE sql STABLE
    AS $$
  SELECT q.starts_at, p.eur_mwh
  FROM grid.price AS p
  CROSS JOIN LATERAL (SELECT p.starts_at + k * interval '15 min' AS starts_at
                      FROM generate_series(0, p.interval_s / 900 - 1) AS k) AS q
  WHERE p.market = code AND p.starts_at > first - interval '1 hour' AND p.starts_at < stop
    AND q.starts_at >= first AND q.starts_at < stop
$$;

--
-- Name: member_days(daterange, text, timestamp with time zone); Type: FUNCTION; Schema: grid; Owner: -
--

CREATE FUNCTION grid.member_days(period daterange, code text, as_of timestamp with time zone) RETURNS TABLE(community_id bigint, community text, zone text, meter_id bigint, meter text, kind text, interval_s integer, day date, ended boolean)
    LANGUAGE sql STABLE
    AS $$
  SELECT c.community_id, c.community, c.zone, m.meter_id, m.meter, m.kind, m.interval_s, d::date,
         d::date < (as_of AT TIME ZONE c.zone)::date
  FROM grid.membership AS s
  JOIN grid.community AS c USING (community_id)
  JOIN grid.meter AS m USING (meter_id)
  CROSS JOIN LATERAL generate_series(lower(s.during * period)::timestamp, (upper(s.during * period) - 1)::timestamp,
                                     interval '1 day') AS d
  WHERE s.during && period AND (code IS NULL OR c.community = code)
$$;

--
-- Name: tolerance_of(bigint, text, text, integer); Type: FUNCTION; Schema: grid; Owner: -
--

CREATE FUNCTION grid.tolerance_of(meter bigint, meter_kind text, dump_format text, interval_s integer) RETURNS TABLE(every_s integer, warn_s bigint, absent_s bigint, reject_count integer, reject_percent integer)
    LANGUAGE sql STABLE
    AS $$
  SELECT e.every_s, e.every_s::bigint * t.warn_percent / 100, e.every_s::bigint * t.tolerance_percent / 100,
         t.reject_count, t.reject_percent
  FROM grid.tolerance AS t
  CROSS JOIN LATERAL (SELECT greatest(t.every_s, tolerance_of.interval_s) AS every_s) AS e
  WHERE t.meter_id = meter
     OR t.meter_id IS NULL AND (t.kind IS NULL OR t.kind = meter_kind) AND (t.format IS NULL OR t.format = dump_format)
  ORDER BY t.meter_id NULLS LAST, t.format NULLS LAST, t.kind NULLS LAST
  LIMIT 1
$$;

--
-- Name: unit(smallint); Type: FUNCTION; Schema: grid; Owner: -
--

CREATE FUNCTION grid.unit(exponent smallint) RETURNS numeric
    LANGUAGE sql IMMUTABLE
    AS $$
  SELECT CASE exponent WHEN 0 THEN 1 ELSE 0.001 END
$$;

--
-- Name: waited_since(bigint, bigint, smallint, timestamp with time zone, interval); Type: FUNCTION; Schema: grid; Owner: -
--

CREATE FUNCTION grid.waited_since(community bigint, meter bigint, of_register smallint, since timestamp with time zone, patience interval) RETURNS timestamp with time zone
    LANGUAGE sql STABLE
    AS $$
  WITH RECURSIVE step AS (
    SELECT since AS at
    UNION
    SELECT n.at
    FROM step AS s
    CROSS JOIN LATERAL (
      SELECT max(coalesce(upper(o.during), 'infinity')) AS at
      FROM grid.outage AS o
      WHERE (o.community_id = community OR o.meter_id = meter AND (o.register IS NULL OR o.register = of_register))
        AND lower(o.during) <= s.at + patience AND coalesce(upper(o.during), 'infinity') > s.at
    ) AS n
    WHERE n.at IS NOT NULL
  )
  SELECT max(at) FROM step
$$;

--
-- Name: wall_clock(timestamp with time zone, text); Type: FUNCTION; Schema: grid; Owner: -
--

CREATE FUNCTION grid.wall_clock(at timestamp with time zone, zone text) RETURNS text
    LANGUAGE sql STABLE
    AS $$
  SELECT to_char(local, 'YYYY-MM-DD HH24:MI')
         || CASE WHEN local IN ((at + interval '1 hour') AT TIME ZONE zone, (at - interval '1 hour') AT TIME ZONE zone)
            THEN CASE WHEN ahead < interval '0' THEN ' -' ELSE ' +' END || to_char(greatest(ahead, -ahead), 'HH24:MI')
            ELSE '' END
  FROM (SELECT at AT TIME ZONE zone AS local, (at AT TIME ZONE zone) - (at AT TIME ZONE 'UTC') AS ahead) AS clock
$$;

--
-- Name: wall_instant(date, time without time zone, text); Type: FUNCTION; Schema: grid; Owner: -
--

CREATE FUNCTION grid.wall_instant(day date, clock time without time zone, zone text) RETURNS timestamp with time zone
    LANGUAGE sql STABLE
    AS $$
  SELECT coalesce(min(at) FILTER (WHERE at AT TIME ZONE zone = day + clock), (day + clock) AT TIME ZONE zone)
  FROM (SELECT ((day + clock) AT TIME ZONE zone) - back AS at
        FROM unnest(ARRAY[interval '0', interval '30 min', interval '1 hour']) AS back) AS candidate
$$;

--
-- Name: instant_among(text[]); Type: FUNCTION; Schema: ingest; Owner: -
--

CREATE FUNCTION ingest.instant_among(fields text[]) RETURNS timestamp with time zone
    LANGUAGE sql STABLE
    AS $_$
  SELECT f.text::timestamptz
  FROM unnest(fields) WITH ORDINALITY AS f (text, i)
  WHERE f.text ~ ('^([12]\d{3}-((0[13578]|1[02])-(0[1-9]|[12]\d|3[01])|(0[469]|11)-(0[1-9]|[12]\d|30)|02-(0[1-9]|1\d|2[0-8]))'
    || '|20(0[048]|[2468][048]|[13579][26])-02-29)'
    || '[T ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-](0\d|1[0-4]):?[0-5]\d)$')
  ORDER BY f.i
  LIMIT 1
$_$;

--
-- Name: meter_of(text); Type: FUNCTION; Schema: ingest; Owner: -
--

CREATE FUNCTION ingest.meter_of(raw text) RETURNS TABLE(meter_id bigint, meter text, kind text)
    LANGUAGE sql STABLE
    AS $$
  SELECT m.meter_id, m.meter, m.kind
  FROM unnest((regexp_split_to_array(raw, '[;,]'))[1:12] || (regexp_split_to_array(raw, ' '))[1:2])
    WITH ORDINALITY AS f (field, place)
  CROSS JOIN LATERAL (
    SELECT k.meter_id FROM grid.meter AS k WHERE k.meter = btrim(f.field, ' "')
    UNION ALL
    SELECT a.meter_id FROM grid.alias AS a WHERE a.alias = btrim(f.field, ' "')) AS n
  JOIN grid.meter AS m USING (meter_id)
  ORDER BY f.place
  LIMIT 1
$$;

--
-- Name: reject_fields(text, text); Type: FUNCTION; Schema: ingest; Owner: -
--

CREATE FUNCTION ingest.reject_fields(raw text, reading text) RETURNS text[]
    LANGUAGE sql IMMUTABLE
    AS $$
  SELECT regexp_split_to_array(coalesce(nullif(reading, ''), raw), '[,;\t"]')
$$;

--
-- Name: reject_meter(text, text, text, text); Type: FUNCTION; Schema: ingest; Owner: -
--

CREATE FUNCTION ingest.reject_meter(raw text, reading text, format text, layout text) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$
  SELECT nullif(
    CASE WHEN reading IS NOT NULL THEN split_part(reading, ' ', 2)
         WHEN format = 'native'
         THEN trim(both ' "' FROM split_part(
           raw, CASE WHEN layout LIKE '%separator semicolon%' THEN ';' ELSE ',' END,
           coalesce(array_position(
             string_to_array(replace(regexp_replace(layout, '^.*columns ', ''), '(passed over)', '-'), ' '), 'meter_id'), 1)))
    END, '')
$$;

--
-- Name: series(text); Type: FUNCTION; Schema: ingest; Owner: -
--

CREATE FUNCTION ingest.series(file text) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$
  SELECT regexp_replace(file, '[0-9]{4,}([-_T:.]?[0-9]{2})*', '*', 'g')
$$;

--
-- Name: battery_level(bigint, bigint, timestamp with time zone); Type: FUNCTION; Schema: operate; Owner: -
--

CREATE FUNCTION operate.battery_level(wanted_id bigint, home_id bigint, as_of timestamp with time zone) RETURNS TABLE(source text, at timestamp with time zone, level_wh numeric)
    LANGUAGE sql STABLE
    AS $$
  WITH here AS (
    SELECT b.*, c.zone, (as_of AT TIME ZONE c.zone)::date AS today
    FROM grid.battery AS b, grid.community AS c
    WHERE b.battery_id = wanted_id AND c.community_id = home_id
  )
  SELECT t.source, t.at, t.level_wh
  FROM here AS h
  CROSS JOIN LATERAL (
    (SELECT 2 AS rank, 'replay' AS source, least(d.state_at, s.day_start + k.slot * make_interval(secs => d.slot_s)) AS at,
            CASE WHEN k.slot = 0 THEN d.start_wh ELSE d.level[k.slot] * 0.001 END AS level_wh
     FROM operate.battery_day AS d
     CROSS JOIN LATERAL (SELECT grid.day_start(d.day, h.zone) AS day_start OFFSET 0) AS s
     CROSS JOIN LATERAL (SELECT least(cardinality(d.level), floor(extract(epoch FROM as_of - s.day_start) / d.slot_s))::integer
                           AS slot) AS k
     WHERE d.battery_id = h.battery_id AND d.day <= h.today AND d.state_at IS NOT NULL
     ORDER BY d.day DESC
     LIMIT 1)
    UNION ALL
    (SELECT 1, 'meter', s.day_start + e.i * make_interval(secs => r.interval_s), e.wh * grid.unit(r.exponent)
     FROM grid.interval_block AS r
     CROSS JOIN LATERAL (SELECT grid.day_start(r.day, h.zone) AS day_start OFFSET 0) AS s
     CROSS JOIN LATERAL unnest(r.wh) WITH ORDINALITY AS e (wh, i)
     WHERE r.community_id = home_id AND r.meter_id = h.meter_id AND r.register = 7 AND r.day <@ h.during
       AND r.day BETWEEN h.today - 31 AND h.today AND e.wh IS NOT NULL
       AND s.day_start + e.i * make_interval(secs => r.interval_s) <= as_of
     ORDER BY r.day DESC, e.i DESC
     LIMIT 1)
    UNION ALL
    SELECT 3, 'registry', grid.day_start(lower(h.during), h.zone), h.initial_wh::numeric
    ORDER BY at DESC, rank
    LIMIT 1
  ) AS t
$$;

--
-- Name: battery_quarter(bigint, daterange); Type: FUNCTION; Schema: operate; Owner: -
--

CREATE FUNCTION operate.battery_quarter(wanted_id bigint, period daterange) RETURNS TABLE(battery_id bigint, day date, starts_at timestamp with time zone, charge_wh numeric, discharge_wh numeric, complete boolean)
    LANGUAGE sql STABLE
    AS $$
  SELECT v.battery_id, v.day, v.starts_at, coalesce(sum(v.wh) FILTER (WHERE v.register = 5), 0),
         coalesce(sum(v.wh) FILTER (WHERE v.register = 6), 0), bool_and(v.wh IS NOT NULL)
  FROM (
    SELECT b.battery_id, r.day, r.register,
           s.day_start + ((e.i - 1) * r.interval_s / 900 + piece) * interval '15 min' AS starts_at,
           e.wh * grid.unit(r.exponent) / greatest(1, r.interval_s / 900) AS wh
    FROM grid.interval_block AS r
    JOIN grid.battery AS b ON b.meter_id = r.meter_id AND b.during @> r.day
    JOIN grid.community AS c ON c.community_id = r.community_id
    CROSS JOIN LATERAL (SELECT grid.day_start(r.day, c.zone) AS day_start OFFSET 0) AS s  -- once a day
    CROSS JOIN LATERAL unnest(r.wh) WITH ORDINALITY AS e (wh, i)
    CROSS JOIN LATERAL generate_series(0, greatest(1, r.interval_s / 900) - 1) AS piece
    WHERE r.community_id = wanted_id AND r.register IN (5, 6) AND r.day >= lower(period) AND r.day < upper(period)
  ) AS v
  GROUP BY v.battery_id, v.day, v.starts_at
  UNION ALL
  SELECT p.battery_id, (p.starts_at AT TIME ZONE c.zone)::date, p.starts_at, p.charge_w * 0.25, p.discharge_w * 0.25, true
  FROM operate.battery_plan AS p
  JOIN grid.battery AS b ON b.battery_id = p.battery_id AND b.meter_id IS NULL
  JOIN grid.community AS c ON c.community_id = p.community_id
  WHERE p.community_id = wanted_id AND (p.starts_at AT TIME ZONE c.zone)::date <@ period
$$;

--
-- Name: surplus_quarter(bigint, daterange); Type: FUNCTION; Schema: operate; Owner: -
--

CREATE FUNCTION operate.surplus_quarter(wanted_id bigint, period daterange) RETURNS TABLE(day date, starts_at timestamp with time zone, surplus_wh numeric, allocated boolean, complete boolean)
    LANGUAGE sql STABLE
    AS $$
  WITH shared AS (  -- a slot of the allocation may be half an hour
    SELECT a.day, greatest(1, a.slot_s / 900) AS size, (v.i - 1) * a.slot_s / 900 / greatest(1, a.slot_s / 900) AS part,
           sum(v.shared_out * grid.unit(a.exponent)) AS shared_wh
    FROM aggregate.allocation AS a
    CROSS JOIN LATERAL unnest(a.shared_out) WITH ORDINALITY AS v (shared_out, i)
    WHERE a.community_id = wanted_id AND a.day >= lower(period) AND a.day < upper(period)
    GROUP BY 1, 2, 3
  ), quarter AS (
    SELECT q.*, s.shared_wh, sum(q.export_wh) OVER (PARTITION BY q.day, s.part, s.part IS NULL ORDER BY q.slot) AS until_wh
    FROM aggregate.community_quarter AS q
    LEFT JOIN shared AS s ON s.day = q.day AND s.part = (q.slot - 1) / s.size
    WHERE q.community_id = wanted_id AND q.day >= lower(period) AND q.day < upper(period)
  )
  -- Of half an hour, its first quarter's feed-in is shared first: both together leave what the half hour does.
  SELECT day, starts_at,
         CASE WHEN shared_wh IS NOT NULL THEN greatest(0, until_wh - shared_wh) - greatest(0, until_wh - export_wh - shared_wh)
              ELSE greatest(0, least(production_wh - consumption_wh, export_wh - import_wh)) END,
         shared_wh IS NOT NULL, present_count = member_count
  FROM quarter
$$;

--
-- Name: add_partitions(regclass, date[]); Type: FUNCTION; Schema: ops; Owner: -
--

CREATE FUNCTION ops.add_partitions(relation regclass, days date[]) RETURNS integer
    LANGUAGE plpgsql
    AS $$
DECLARE
  month date;
  added integer := 0;
BEGIN
  FOR month IN SELECT DISTINCT date_trunc('month', d::timestamp)::date FROM unnest(days) AS d ORDER BY 1 LOOP
    IF to_regclass(format('%s_%s', relation, to_char(month, 'YYYYMM'))) IS NULL THEN
      EXECUTE format('CREATE TABLE %s_%s PARTITION OF %s FOR VALUES FROM (%L) TO (%L) WITH (toast_tuple_target = 128)',
                     relation, to_char(month, 'YYYYMM'), relation, month, (month + interval '1 month')::date);
      added := added + 1;
    END IF;
  END LOOP;
  RETURN added;
END $$;

--
-- Name: append_only(regclass); Type: FUNCTION; Schema: ops; Owner: -
--

CREATE FUNCTION ops.append_only(relation regclass) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
  EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %s FROM PUBLIC, CURRENT_USER', relation);
  IF NOT EXISTS (SELECT FROM pg_extension WHERE extname = 'citus') THEN
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %s
                    FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change()', relation);
  END IF;
END $$;

--
-- Name: distribute(regclass); Type: FUNCTION; Schema: ops; Owner: -
--

CREATE FUNCTION ops.distribute(relation regclass) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF EXISTS (SELECT FROM pg_extension WHERE extname = 'citus') THEN
    EXECUTE format('SELECT create_distributed_table(%L, %L)', relation::text, 'community_id');
  END IF;
END $$;

--
-- Name: refuse_change(); Type: FUNCTION; Schema: ops; Owner: -
--

CREATE FUNCTION ops.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  RAISE EXCEPTION 'rows of %.% are never changed or deleted', TG_TABLE_SCHEMA, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation', HINT = 'Correct them with a credit note.';
END $$;

--
-- Name: replicate(regclass); Type: FUNCTION; Schema: ops; Owner: -
--

CREATE FUNCTION ops.replicate(relation regclass) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF EXISTS (SELECT FROM pg_extension WHERE extname = 'citus') THEN
    EXECUTE format('SELECT create_reference_table(%L)', relation::text);
  END IF;
END $$;

--
-- Name: import_wh(bigint[], integer); Type: FUNCTION; Schema: optimize; Owner: -
--

CREATE FUNCTION optimize.import_wh(curve bigint[], step_s integer) RETURNS numeric
    LANGUAGE sql IMMUTABLE
    AS $$
  SELECT trim_scale(sum(greatest(0, v)) * step_s / 3600000) FROM unnest(curve) AS v
$$;

--
-- Name: published(bigint, bigint); Type: FUNCTION; Schema: optimize; Owner: -
--

CREATE FUNCTION optimize.published(wanted_id bigint, wanted_run bigint) RETURNS TABLE(plan_id bigint, outer_id bigint, outer_type integer, result_type integer, decisions integer[], starts integer[], duration integer)
    LANGUAGE sql STABLE
    AS $$
  SELECT p.plan_id, p.outer_id, p.outer_type, CASE WHEN p.kind IN ('heater', 'thermal_heater') THEN 1 ELSE 0 END,
         (p.decisions || array_fill(0::bigint, ARRAY[96]))[:96]::integer[], NULL::integer[], NULL::integer
  FROM optimize.plan AS p
  WHERE p.community_id = wanted_id AND p.run_id = wanted_run AND p.outer_id IS NOT NULL
    AND CASE WHEN p.kind IN ('machine', 'vehicle') THEN 1 = ANY (p.decisions) ELSE p.kind IN ('heater', 'thermal_heater') END
  UNION ALL
  SELECT w.plan_id, w.outer_id, w.outer_type, 0,
         ARRAY(SELECT (w.from_at <= t.at AND t.at < w.until_at)::integer
               FROM generate_series(0, 95) AS i
               CROSS JOIN LATERAL (SELECT r.starts_at + i * make_interval(secs => r.step_s) AS at) AS t
               ORDER BY i),
         CASE WHEN w.run_id = r.run_id THEN (w.decisions || array_fill(0::bigint, ARRAY[96]))[:96]::integer[] END,
         CASE WHEN w.run_id = r.run_id THEN w.authorised_s END
  FROM optimize.run AS r
  JOIN grid.flexible_device AS f ON f.community_id = r.community_id AND f.kind = 'water_heater' AND f.outer_id IS NOT NULL
  CROSS JOIN LATERAL (
    SELECT p.plan_id, p.run_id, p.outer_id, p.outer_type, p.decisions, p.authorised_s, s.from_at,
           s.from_at + ceil(p.authorised_s / e.step_s::numeric) * make_interval(secs => e.step_s) AS until_at
    FROM optimize.run AS e
    JOIN optimize.plan AS p ON p.community_id = e.community_id AND p.run_id = e.run_id AND p.device = f.device
    CROSS JOIN LATERAL (SELECT e.starts_at + (array_position(p.decisions, 1) - 1) * make_interval(secs => e.step_s)
                          AS from_at) AS s
    WHERE e.community_id = r.community_id AND e.method = r.method AND e.starts_at <= r.starts_at
      AND e.starts_at > r.starts_at - interval '2 days' AND p.outer_id IS NOT NULL AND p.kind = 'water_heater'
      AND 1 = ANY (p.decisions)
      AND NOT EXISTS (
        SELECT
        FROM optimize.run AS n
        JOIN optimize.plan AS o ON o.community_id = n.community_id AND o.run_id = n.run_id AND o.device = p.device
        WHERE n.community_id = e.community_id AND n.method = e.method AND n.starts_at > e.starts_at
          AND n.starts_at <= least(s.from_at, r.starts_at))
    ORDER BY e.starts_at DESC
    LIMIT 1
  ) AS w
  WHERE r.community_id = wanted_id AND r.run_id = wanted_run AND (f.is_piloted OR w.run_id = r.run_id)
$$;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: community_day; Type: TABLE; Schema: aggregate; Owner: -
--

CREATE TABLE aggregate.community_day (
    community_id bigint NOT NULL,
    day date NOT NULL,
    member_count integer NOT NULL,
    expected_count integer NOT NULL,
    present_count integer NOT NULL,
    consumption_wh numeric NOT NULL,
    production_wh numeric NOT NULL,
    import_wh numeric NOT NULL,
    export_wh numeric NOT NULL,
    charge_wh numeric NOT NULL,
    discharge_wh numeric NOT NULL,
    day_minutes integer NOT NULL,
    strict_minutes integer NOT NULL,
    net_minutes integer NOT NULL,
    balance_percent numeric GENERATED ALWAYS AS (round((((100)::numeric * production_wh) / NULLIF(consumption_wh, (0)::numeric)), 1)) STORED,
    exponent smallint NOT NULL,
    slot_s integer NOT NULL,
    consumption bigint[] NOT NULL,
    production bigint[] NOT NULL,
    import bigint[] NOT NULL,
    export bigint[] NOT NULL,
    present integer[] NOT NULL,
    strict_bits bit varying NOT NULL,
    CONSTRAINT slot_known CHECK ((slot_s = ANY (ARRAY[300, 900])))
);

--
-- Name: COLUMN community_day.expected_count; Type: COMMENT; Schema: aggregate; Owner: -
--

COMMENT ON COLUMN aggregate.community_day.expected_count IS 'Intervals of all members, with or without readings.';

--
-- Name: COLUMN community_day.slot_s; Type: COMMENT; Schema: aggregate; Owner: -
--

COMMENT ON COLUMN aggregate.community_day.slot_s IS 'Grain of vectors and bits: five minutes where every member''s interval divides them, else a quarter hour.';

--
-- Name: COLUMN community_day.consumption; Type: COMMENT; Schema: aggregate; Owner: -
--

COMMENT ON COLUMN aggregate.community_day.consumption IS 'Sums of the known members in Wh x 10^exponent, one a slot of the local day; NULL where no member is known.';

--
-- Name: COLUMN community_day.present; Type: COMMENT; Schema: aggregate; Owner: -
--

COMMENT ON COLUMN aggregate.community_day.present IS 'Members whose exchange with the grid is known for all of the slot.';

--
-- Name: COLUMN community_day.strict_bits; Type: COMMENT; Schema: aggregate; Owner: -
--

COMMENT ON COLUMN aggregate.community_day.strict_bits IS 'bit_and over all members; zero where one is unknown, or has an interval longer than the slot.';

--
-- Name: all_day; Type: VIEW; Schema: aggregate; Owner: -
--

CREATE VIEW aggregate.all_day AS
 SELECT community_day.day,
    sum(community_day.member_count) AS member_count,
    sum(community_day.expected_count) AS expected_count,
    sum(community_day.present_count) AS present_count,
    sum(community_day.consumption_wh) AS consumption_wh,
    sum(community_day.production_wh) AS production_wh,
    sum(community_day.import_wh) AS import_wh,
    sum(community_day.export_wh) AS export_wh,
    round((((100)::numeric * sum(community_day.production_wh)) / NULLIF(sum(community_day.consumption_wh), (0)::numeric)), 1) AS balance_percent
   FROM aggregate.community_day
  GROUP BY community_day.day;

--
-- Name: community_month; Type: VIEW; Schema: aggregate; Owner: -
--

CREATE VIEW aggregate.community_month AS
 SELECT community_day.community_id,
    (date_trunc('month'::text, (community_day.day)::timestamp without time zone))::date AS month,
    max(community_day.member_count) AS member_count,
    sum(community_day.expected_count) AS expected_count,
    sum(community_day.present_count) AS present_count,
    sum(community_day.consumption_wh) AS consumption_wh,
    sum(community_day.production_wh) AS production_wh,
    sum(community_day.import_wh) AS import_wh,
    sum(community_day.export_wh) AS export_wh,
    sum(community_day.charge_wh) AS charge_wh,
    sum(community_day.discharge_wh) AS discharge_wh,
    sum(community_day.day_minutes) AS day_minutes,
    sum(community_day.strict_minutes) AS strict_minutes,
    sum(community_day.net_minutes) AS net_minutes,
    round((((100)::numeric * sum(community_day.production_wh)) / NULLIF(sum(community_day.consumption_wh), (0)::numeric)), 1) AS balance_percent
   FROM aggregate.community_day
  GROUP BY community_day.community_id, ((date_trunc('month'::text, (community_day.day)::timestamp without time zone))::date);

--
-- Name: all_month; Type: VIEW; Schema: aggregate; Owner: -
--

CREATE VIEW aggregate.all_month AS
 SELECT community_month.month,
    sum(community_month.member_count) AS member_count,
    sum(community_month.expected_count) AS expected_count,
    sum(community_month.present_count) AS present_count,
    sum(community_month.consumption_wh) AS consumption_wh,
    sum(community_month.production_wh) AS production_wh,
    sum(community_month.import_wh) AS import_wh,
    sum(community_month.export_wh) AS export_wh,
    round((((100)::numeric * sum(community_month.production_wh)) / NULLIF(sum(community_month.consumption_wh), (0)::numeric)), 1) AS balance_percent
   FROM aggregate.community_month
  GROUP BY community_month.month;

--
-- Name: community; Type: TABLE; Schema: grid; Owner: -
--

CREATE TABLE grid.community (
    community_id bigint NOT NULL,
    community text NOT NULL,
    name text NOT NULL,
    zone text NOT NULL,
    seller_id bigint,
    limit_w bigint,
    tense_percent numeric(5,2) DEFAULT 80 NOT NULL,
    reopen_percent numeric(5,2) DEFAULT 70 NOT NULL,
    autarky text DEFAULT 'net'::text NOT NULL,
    latitude numeric(8,5),
    longitude numeric(8,5),
    CONSTRAINT autarky_known CHECK ((autarky = ANY (ARRAY['strict'::text, 'net'::text]))),
    CONSTRAINT limit_not_negative CHECK ((limit_w >= 0)),
    CONSTRAINT place_on_earth CHECK (((num_nonnulls(latitude, longitude) = ANY (ARRAY[0, 2])) AND ((latitude >= ('-90'::integer)::numeric) AND (latitude <= (90)::numeric)) AND ((longitude >= ('-180'::integer)::numeric) AND (longitude <= (180)::numeric)))),
    CONSTRAINT reopen_below_tense CHECK ((((0)::numeric < reopen_percent) AND (reopen_percent <= tense_percent) AND (tense_percent <= (100)::numeric)))
);

--
-- Name: COLUMN community.zone; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.community.zone IS 'IANA time zone that cuts the community''s days and months.';

--
-- Name: COLUMN community.limit_w; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.community.limit_w IS 'Greatest mean power the community may use, 0 included; NULL: tense_percent of its plants'' greatest production.';

--
-- Name: COLUMN community.tense_percent; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.community.tense_percent IS 'Share of the greatest production above which consumption is tense.';

--
-- Name: COLUMN community.reopen_percent; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.community.reopen_percent IS 'Share of the same below which what was cut is reopened.';

--
-- Name: COLUMN community.autarky; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.community.autarky IS 'The sense of autarky whose changes the community is told of.';

--
-- Name: COLUMN community.latitude; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.community.latitude IS 'Degrees north, for the sun; NULL: that of the zone''s main place.';

--
-- Name: COLUMN community.longitude; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.community.longitude IS 'Degrees east.';

--
-- Name: community_slot; Type: VIEW; Schema: aggregate; Owner: -
--

CREATE VIEW aggregate.community_slot AS
 SELECT d.community_id,
    d.day,
    (q.slot)::integer AS slot,
    (s.day_start + (((q.slot - 1))::double precision * make_interval(secs => (d.slot_s)::double precision))) AS starts_at,
    d.slot_s,
    d.member_count,
    q.present AS present_count,
    ((q.consumption)::numeric * grid.unit(d.exponent)) AS consumption_wh,
    ((q.production)::numeric * grid.unit(d.exponent)) AS production_wh,
    ((q.import)::numeric * grid.unit(d.exponent)) AS import_wh,
    ((q.export)::numeric * grid.unit(d.exponent)) AS export_wh,
    round(((100.0 * (q.production)::numeric) / (NULLIF(q.consumption, 0))::numeric), 1) AS balance_percent,
    (get_bit((d.strict_bits)::"bit", ((q.slot)::integer - 1)) = 1) AS strict,
    (q.production >= q.consumption) AS net
   FROM (((aggregate.community_day d
     JOIN grid.community c USING (community_id))
     CROSS JOIN LATERAL ( SELECT grid.day_start(d.day, c.zone) AS day_start
         OFFSET 0) s)
     CROSS JOIN LATERAL UNNEST(d.consumption, d.production, d.import, d.export, d.present) WITH ORDINALITY q(consumption, production, import, export, present, slot));

--
-- Name: community_quarter; Type: VIEW; Schema: aggregate; Owner: -
--

CREATE VIEW aggregate.community_quarter AS
 SELECT community_slot.community_id,
    community_slot.day,
    ((((community_slot.slot - 1) * community_slot.slot_s) / 900) + 1) AS slot,
    min(community_slot.starts_at) AS starts_at,
    max(community_slot.member_count) AS member_count,
    min(community_slot.present_count) AS present_count,
    sum(community_slot.consumption_wh) AS consumption_wh,
    sum(community_slot.production_wh) AS production_wh,
    sum(community_slot.import_wh) AS import_wh,
    sum(community_slot.export_wh) AS export_wh,
    round((((100)::numeric * sum(community_slot.production_wh)) / NULLIF(sum(community_slot.consumption_wh), (0)::numeric)), 1) AS balance_percent,
    bool_and(community_slot.strict) AS strict,
    bool_and(COALESCE(community_slot.net, false)) AS net
   FROM aggregate.community_slot
  GROUP BY community_slot.community_id, community_slot.day, ((((community_slot.slot - 1) * community_slot.slot_s) / 900) + 1);

--
-- Name: all_quarter; Type: VIEW; Schema: aggregate; Owner: -
--

CREATE VIEW aggregate.all_quarter AS
 SELECT community_quarter.starts_at,
    sum(community_quarter.member_count) AS member_count,
    sum(community_quarter.present_count) AS present_count,
    sum(community_quarter.consumption_wh) AS consumption_wh,
    sum(community_quarter.production_wh) AS production_wh,
    sum(community_quarter.import_wh) AS import_wh,
    sum(community_quarter.export_wh) AS export_wh,
    round((((100)::numeric * sum(community_quarter.production_wh)) / NULLIF(sum(community_quarter.consumption_wh), (0)::numeric)), 1) AS balance_percent,
    bool_and(community_quarter.strict) AS strict,
    (sum(community_quarter.production_wh) >= sum(community_quarter.consumption_wh)) AS net
   FROM aggregate.community_quarter
  GROUP BY community_quarter.starts_at;

--
-- Name: allocation; Type: TABLE; Schema: aggregate; Owner: -
--

CREATE TABLE aggregate.allocation (
    community_id bigint NOT NULL,
    meter_id bigint NOT NULL,
    day date NOT NULL,
    key text NOT NULL,
    slot_s integer NOT NULL,
    exponent smallint NOT NULL,
    shared_in bigint[] NOT NULL,
    shared_out bigint[] NOT NULL,
    shared_in_wh numeric NOT NULL,
    shared_out_wh numeric NOT NULL,
    CONSTRAINT slot_known CHECK ((slot_s = ANY (ARRAY[900, 1800])))
)
PARTITION BY RANGE (day);
ALTER TABLE ONLY aggregate.allocation ALTER COLUMN shared_in SET COMPRESSION lz4;
ALTER TABLE ONLY aggregate.allocation ALTER COLUMN shared_out SET COMPRESSION lz4;

--
-- Name: COLUMN allocation.shared_in; Type: COMMENT; Schema: aggregate; Owner: -
--

COMMENT ON COLUMN aggregate.allocation.shared_in IS 'Wh x 10^exponent of each slot of the local day, never above its import.';

--
-- Name: COLUMN allocation.shared_out; Type: COMMENT; Schema: aggregate; Owner: -
--

COMMENT ON COLUMN aggregate.allocation.shared_out IS 'The same of its export; the community''s sums of both are equal in each slot.';

--
-- Name: allocation_slot; Type: VIEW; Schema: aggregate; Owner: -
--

CREATE VIEW aggregate.allocation_slot AS
 SELECT a.community_id,
    a.meter_id,
    a.day,
    (q.slot)::integer AS slot,
    (s.day_start + (((q.slot - 1))::double precision * make_interval(secs => (a.slot_s)::double precision))) AS starts_at,
    a.slot_s,
    a.key,
    ((q.shared_in)::numeric * grid.unit(a.exponent)) AS shared_in_wh,
    ((q.shared_out)::numeric * grid.unit(a.exponent)) AS shared_out_wh
   FROM (((aggregate.allocation a
     JOIN grid.community c USING (community_id))
     CROSS JOIN LATERAL ( SELECT grid.day_start(a.day, c.zone) AS day_start
         OFFSET 0) s)
     CROSS JOIN LATERAL UNNEST(a.shared_in, a.shared_out) WITH ORDINALITY q(shared_in, shared_out, slot));

--
-- Name: community_allocation; Type: TABLE; Schema: aggregate; Owner: -
--

CREATE TABLE aggregate.community_allocation (
    community_id bigint NOT NULL,
    day date NOT NULL,
    key text NOT NULL,
    slot_s integer NOT NULL,
    exponent smallint NOT NULL,
    open_count integer NOT NULL,
    shared bigint[] NOT NULL,
    shared_wh numeric NOT NULL,
    CONSTRAINT open_not_negative CHECK ((open_count >= 0)),
    CONSTRAINT slot_known CHECK ((slot_s = ANY (ARRAY[900, 1800])))
);

--
-- Name: COLUMN community_allocation.open_count; Type: COMMENT; Schema: aggregate; Owner: -
--

COMMENT ON COLUMN aggregate.community_allocation.open_count IS 'Slots with a surplus that was not shared, or not all of it, because the key has no coefficients that add up to one.';

--
-- Name: COLUMN community_allocation.shared; Type: COMMENT; Schema: aggregate; Owner: -
--

COMMENT ON COLUMN aggregate.community_allocation.shared IS 'Wh x 10^exponent of each settlement slot of the local day.';

--
-- Name: community_hour; Type: VIEW; Schema: aggregate; Owner: -
--

CREATE VIEW aggregate.community_hour AS
 SELECT community_slot.community_id,
    community_slot.day,
    (((community_slot.slot - 1) * community_slot.slot_s) / 3600) AS hour,
    min(community_slot.starts_at) AS starts_at,
    max(community_slot.member_count) AS member_count,
    min(community_slot.present_count) AS present_count,
    sum(community_slot.consumption_wh) AS consumption_wh,
    sum(community_slot.production_wh) AS production_wh,
    sum(community_slot.import_wh) AS import_wh,
    sum(community_slot.export_wh) AS export_wh,
    round((((100)::numeric * sum(community_slot.production_wh)) / NULLIF(sum(community_slot.consumption_wh), (0)::numeric)), 1) AS balance_percent,
    bool_and(community_slot.strict) AS strict,
    bool_and(COALESCE(community_slot.net, false)) AS net,
    (COALESCE(sum(community_slot.slot_s) FILTER (WHERE community_slot.strict), (0)::bigint) / 60) AS strict_minutes,
    (COALESCE(sum(community_slot.slot_s) FILTER (WHERE community_slot.net), (0)::bigint) / 60) AS net_minutes
   FROM aggregate.community_slot
  GROUP BY community_slot.community_id, community_slot.day, (((community_slot.slot - 1) * community_slot.slot_s) / 3600);

--
-- Name: community_sharing; Type: VIEW; Schema: aggregate; Owner: -
--

CREATE VIEW aggregate.community_sharing AS
 SELECT q.community_id,
    q.day,
    q.slot,
    q.slot_s,
    q.import_wh,
    q.export_wh,
        CASE
            WHEN (a.day IS NOT NULL) THEN ((a.shared[q.slot])::numeric * grid.unit(a.exponent))
            WHEN ((q.import_wh IS NOT NULL) AND (q.export_wh IS NOT NULL)) THEN LEAST(q.import_wh, q.export_wh)
            ELSE NULL::numeric
        END AS shared_wh,
    (a.day IS NOT NULL) AS allocated
   FROM (( SELECT d.community_id,
            d.day,
            ((((d.slot - 1) * d.slot_s) / COALESCE(k.slot_s, 900)) + 1) AS slot,
            COALESCE(k.slot_s, 900) AS slot_s,
            sum(d.import_wh) AS import_wh,
            sum(d.export_wh) AS export_wh
           FROM (aggregate.community_slot d
             LEFT JOIN aggregate.community_allocation k USING (community_id, day))
          GROUP BY d.community_id, d.day, ((((d.slot - 1) * d.slot_s) / COALESCE(k.slot_s, 900)) + 1), COALESCE(k.slot_s, 900)) q
     LEFT JOIN aggregate.community_allocation a USING (community_id, day));

--
-- Name: meter_day; Type: TABLE; Schema: aggregate; Owner: -
--

CREATE TABLE aggregate.meter_day (
    community_id bigint NOT NULL,
    meter_id bigint NOT NULL,
    day date NOT NULL,
    interval_s integer NOT NULL,
    expected_count integer NOT NULL,
    present_count integer NOT NULL,
    consumption_wh numeric NOT NULL,
    production_wh numeric NOT NULL,
    import_wh numeric NOT NULL,
    export_wh numeric NOT NULL,
    charge_wh numeric NOT NULL,
    discharge_wh numeric NOT NULL,
    peak_import_w integer,
    strict_minutes integer NOT NULL,
    net_minutes integer NOT NULL,
    exponent smallint NOT NULL,
    slot_s integer NOT NULL,
    consumption bigint[] NOT NULL,
    production bigint[] NOT NULL,
    import bigint[] NOT NULL,
    export bigint[] NOT NULL,
    missing smallint[],
    strict_bits bit varying NOT NULL,
    strict_bits_s integer NOT NULL,
    estimated_count integer DEFAULT 0 NOT NULL,
    CONSTRAINT counted CHECK (((0 <= estimated_count) AND (estimated_count <= present_count) AND (present_count <= expected_count))),
    CONSTRAINT slot_known CHECK ((slot_s = ANY (ARRAY[300, 900])))
)
PARTITION BY RANGE (day);

--
-- Name: COLUMN meter_day.present_count; Type: COMMENT; Schema: aggregate; Owner: -
--

COMMENT ON COLUMN aggregate.meter_day.present_count IS 'Intervals whose exchange with the grid is known, measured or estimated.';

--
-- Name: COLUMN meter_day.net_minutes; Type: COMMENT; Schema: aggregate; Owner: -
--

COMMENT ON COLUMN aggregate.meter_day.net_minutes IS 'Minutes of intervals in which production met consumption.';

--
-- Name: COLUMN meter_day.slot_s; Type: COMMENT; Schema: aggregate; Owner: -
--

COMMENT ON COLUMN aggregate.meter_day.slot_s IS 'Grain of the vectors: five minutes where the meter''s interval divides them, else a quarter hour.';

--
-- Name: COLUMN meter_day.consumption; Type: COMMENT; Schema: aggregate; Owner: -
--

COMMENT ON COLUMN aggregate.meter_day.consumption IS 'Sums of the slots in Wh x 10^exponent, 276/288/300 or 92/96/100 a day; NULL where no interval of the slot is known.';

--
-- Name: COLUMN meter_day.missing; Type: COMMENT; Schema: aggregate; Owner: -
--

COMMENT ON COLUMN aggregate.meter_day.missing IS 'Intervals of each slot whose exchange with the grid is unknown; NULL: none of the day.';

--
-- Name: COLUMN meter_day.strict_bits; Type: COMMENT; Schema: aggregate; Owner: -
--

COMMENT ON COLUMN aggregate.meter_day.strict_bits IS 'One bit for each strict_bits_s seconds of the local day: 1 = all of it known, nothing drawn from the grid.';

--
-- Name: COLUMN meter_day.strict_bits_s; Type: COMMENT; Schema: aggregate; Owner: -
--

COMMENT ON COLUMN aggregate.meter_day.strict_bits_s IS 'Five minutes, or the meter''s interval when that is longer.';

--
-- Name: COLUMN meter_day.estimated_count; Type: COMMENT; Schema: aggregate; Owner: -
--

COMMENT ON COLUMN aggregate.meter_day.estimated_count IS 'Of present_count, intervals with an estimate in one of their registers, our own or a dump''s; the others were measured.';

--
-- Name: day; Type: VIEW; Schema: aggregate; Owner: -
--

CREATE VIEW aggregate.day AS
 SELECT meter_day.community_id,
    meter_day.meter_id,
    meter_day.day,
    meter_day.expected_count,
    meter_day.present_count,
    meter_day.estimated_count,
    meter_day.consumption_wh,
    meter_day.production_wh,
    meter_day.import_wh,
    meter_day.export_wh,
    meter_day.charge_wh,
    meter_day.discharge_wh,
    meter_day.peak_import_w,
    meter_day.strict_minutes,
    meter_day.net_minutes
   FROM aggregate.meter_day;

--
-- Name: forecast; Type: TABLE; Schema: aggregate; Owner: -
--

CREATE TABLE aggregate.forecast (
    community_id bigint NOT NULL,
    quantity text NOT NULL,
    method text NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    slot_s integer NOT NULL,
    wh numeric NOT NULL,
    CONSTRAINT method_known CHECK ((method = ANY (ARRAY['persistence'::text, 'last_year'::text, 'profile'::text]))),
    CONSTRAINT not_negative CHECK ((wh >= (0)::numeric)),
    CONSTRAINT quantity_known CHECK ((quantity = ANY (ARRAY['consumption'::text, 'production'::text])))
);

--
-- Name: forecast_choice; Type: TABLE; Schema: aggregate; Owner: -
--

CREATE TABLE aggregate.forecast_choice (
    community_id bigint NOT NULL,
    quantity text NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    method text NOT NULL,
    reason text NOT NULL,
    error_percent numeric,
    point_count bigint NOT NULL,
    runner_up text,
    runner_up_percent numeric,
    slot_count integer NOT NULL,
    CONSTRAINT method_known CHECK ((method = ANY (ARRAY['persistence'::text, 'last_year'::text, 'profile'::text]))),
    CONSTRAINT quantity_known CHECK ((quantity = ANY (ARRAY['consumption'::text, 'production'::text]))),
    CONSTRAINT reason_known CHECK ((reason = ANY (ARRAY['backtest'::text, 'asked'::text, 'only'::text, 'untested'::text]))),
    CONSTRAINT runner_up_is_another CHECK ((runner_up <> method))
);

--
-- Name: COLUMN forecast_choice.reason; Type: COMMENT; Schema: aggregate; Owner: -
--

COMMENT ON COLUMN aggregate.forecast_choice.reason IS 'backtest: the least error in the last four weeks; asked: by the user; only: no other had readings; untested: nothing to compare with.';

--
-- Name: COLUMN forecast_choice.error_percent; Type: COMMENT; Schema: aggregate; Owner: -
--

COMMENT ON COLUMN aggregate.forecast_choice.error_percent IS 'Absolute errors of the last four weeks'' forecasts / the sum that came; NULL: not tested.';

--
-- Name: COLUMN forecast_choice.point_count; Type: COMMENT; Schema: aggregate; Owner: -
--

COMMENT ON COLUMN aggregate.forecast_choice.point_count IS 'Quarter hours that the error was measured on.';

--
-- Name: COLUMN forecast_choice.slot_count; Type: COMMENT; Schema: aggregate; Owner: -
--

COMMENT ON COLUMN aggregate.forecast_choice.slot_count IS 'Quarter hours foretold; those without a forecast have no row.';

--
-- Name: slot; Type: VIEW; Schema: aggregate; Owner: -
--

CREATE VIEW aggregate.slot AS
 SELECT d.community_id,
    d.meter_id,
    d.day,
    (q.slot)::integer AS slot,
    (s.day_start + (((q.slot - 1))::double precision * make_interval(secs => (d.slot_s)::double precision))) AS starts_at,
    d.slot_s,
    ((q.consumption)::numeric * grid.unit(d.exponent)) AS consumption_wh,
    ((q.production)::numeric * grid.unit(d.exponent)) AS production_wh,
    ((q.import)::numeric * grid.unit(d.exponent)) AS import_wh,
    ((q.export)::numeric * grid.unit(d.exponent)) AS export_wh,
    GREATEST(1, (d.slot_s / d.interval_s)) AS expected_count,
    (GREATEST(1, (d.slot_s / d.interval_s)) - COALESCE((q.missing)::integer, 0)) AS present_count
   FROM (((aggregate.meter_day d
     JOIN grid.community c USING (community_id))
     CROSS JOIN LATERAL ( SELECT grid.day_start(d.day, c.zone) AS day_start
         OFFSET 0) s)
     CROSS JOIN LATERAL UNNEST(d.consumption, d.production, d.import, d.export, d.missing) WITH ORDINALITY q(consumption, production, import, export, missing, slot));

--
-- Name: hour; Type: VIEW; Schema: aggregate; Owner: -
--

CREATE VIEW aggregate.hour AS
 SELECT slot.community_id,
    slot.meter_id,
    slot.day,
    (((slot.slot - 1) * slot.slot_s) / 3600) AS hour,
    min(slot.starts_at) AS starts_at,
    sum(slot.consumption_wh) AS consumption_wh,
    sum(slot.production_wh) AS production_wh,
    sum(slot.import_wh) AS import_wh,
    sum(slot.export_wh) AS export_wh,
    sum(slot.expected_count) AS expected_count,
    sum(slot.present_count) AS present_count
   FROM aggregate.slot
  GROUP BY slot.community_id, slot.meter_id, slot.day, (((slot.slot - 1) * slot.slot_s) / 3600);

--
-- Name: issued_outlook; Type: VIEW; Schema: aggregate; Owner: -
--

CREATE VIEW aggregate.issued_outlook AS
 SELECT f.community_id,
    f.starts_at,
    f.issued_at,
    max(f.slot_s) AS slot_s,
    max(f.wh) FILTER (WHERE (f.quantity = 'consumption'::text)) AS consumption_wh,
    max(f.wh) FILTER (WHERE (f.quantity = 'production'::text)) AS production_wh
   FROM (aggregate.forecast f
     JOIN aggregate.forecast_choice h USING (community_id, quantity, issued_at, method))
  GROUP BY f.community_id, f.starts_at, f.issued_at;

--
-- Name: month; Type: VIEW; Schema: aggregate; Owner: -
--

CREATE VIEW aggregate.month AS
 SELECT meter_day.community_id,
    meter_day.meter_id,
    (date_trunc('month'::text, (meter_day.day)::timestamp without time zone))::date AS month,
    sum(meter_day.expected_count) AS expected_count,
    sum(meter_day.present_count) AS present_count,
    sum(meter_day.estimated_count) AS estimated_count,
    sum(meter_day.consumption_wh) AS consumption_wh,
    sum(meter_day.production_wh) AS production_wh,
    sum(meter_day.import_wh) AS import_wh,
    sum(meter_day.export_wh) AS export_wh,
    sum(meter_day.charge_wh) AS charge_wh,
    sum(meter_day.discharge_wh) AS discharge_wh,
    max(meter_day.peak_import_w) AS peak_import_w,
    sum(meter_day.strict_minutes) AS strict_minutes,
    sum(meter_day.net_minutes) AS net_minutes
   FROM aggregate.meter_day
  GROUP BY meter_day.community_id, meter_day.meter_id, ((date_trunc('month'::text, (meter_day.day)::timestamp without time zone))::date);

--
-- Name: outlook; Type: VIEW; Schema: aggregate; Owner: -
--

CREATE VIEW aggregate.outlook AS
 SELECT DISTINCT ON (issued_outlook.community_id, issued_outlook.starts_at) issued_outlook.community_id,
    issued_outlook.starts_at,
    issued_outlook.slot_s,
    issued_outlook.issued_at,
    issued_outlook.consumption_wh,
    issued_outlook.production_wh
   FROM aggregate.issued_outlook
  ORDER BY issued_outlook.community_id, issued_outlook.starts_at, issued_outlook.issued_at DESC;

--
-- Name: quarter; Type: VIEW; Schema: aggregate; Owner: -
--

CREATE VIEW aggregate.quarter AS
 SELECT slot.community_id,
    slot.meter_id,
    slot.day,
    ((((slot.slot - 1) * slot.slot_s) / 900) + 1) AS slot,
    min(slot.starts_at) AS starts_at,
    sum(slot.consumption_wh) AS consumption_wh,
    sum(slot.production_wh) AS production_wh,
    sum(slot.import_wh) AS import_wh,
    sum(slot.export_wh) AS export_wh,
    sum(slot.expected_count) AS expected_count,
    sum(slot.present_count) AS present_count
   FROM aggregate.slot
  GROUP BY slot.community_id, slot.meter_id, slot.day, ((((slot.slot - 1) * slot.slot_s) / 900) + 1);

--
-- Name: invoice; Type: TABLE; Schema: billing; Owner: -
--

CREATE TABLE billing.invoice (
    community_id bigint NOT NULL,
    invoice text GENERATED ALWAYS AS ((((series || year) || '-'::text) || lpad((number)::text, GREATEST(6, length((number)::text)), '0'::text))) STORED NOT NULL,
    series text NOT NULL,
    year integer NOT NULL,
    number integer NOT NULL,
    document text NOT NULL,
    version integer NOT NULL,
    corrects text,
    customer_id bigint NOT NULL,
    meter_id bigint NOT NULL,
    period daterange NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    issued_on date NOT NULL,
    due_on date NOT NULL,
    seller_id bigint,
    seller_from date,
    buyer_name text NOT NULL,
    buyer_address text,
    buyer_postcode text,
    buyer_city text,
    buyer_country text NOT NULL,
    buyer_siren text,
    buyer_vat_number text,
    buyer_email text,
    language text NOT NULL,
    expected_count bigint NOT NULL,
    present_count bigint NOT NULL,
    net_eur numeric(14,2) NOT NULL,
    vat_eur numeric(14,2) NOT NULL,
    total_eur numeric(14,2) NOT NULL,
    credit_eur numeric(14,2) NOT NULL,
    due_eur numeric(14,2) GENERATED ALWAYS AS ((GREATEST(total_eur, (0)::numeric) - credit_eur)) STORED,
    CONSTRAINT counted CHECK (((present_count >= 0) AND (present_count <= expected_count))),
    CONSTRAINT credit_within_total CHECK (((credit_eur >= (0)::numeric) AND (credit_eur <= GREATEST(total_eur, (0)::numeric)))),
    CONSTRAINT document_known CHECK ((document = ANY (ARRAY['invoice'::text, 'credit_note'::text, 'self_billed'::text, 'self_billed_credit'::text]))),
    CONSTRAINT due_after_issue CHECK ((due_on >= issued_on)),
    CONSTRAINT issued_after_period CHECK ((issued_on >= upper(period))),
    CONSTRAINT number_has_seven_digits CHECK (((number >= 1) AND (number <= 9999999))),
    CONSTRAINT total_is_net_and_vat CHECK ((total_eur = (net_eur + vat_eur))),
    CONSTRAINT year_is_of_issue CHECK (((year)::numeric = EXTRACT(year FROM issued_on)))
);

--
-- Name: COLUMN invoice.invoice; Type: COMMENT; Schema: billing; Owner: -
--

COMMENT ON COLUMN billing.invoice.invoice IS 'The number as printed: F2025-000001, with a seventh digit from the millionth of a year on.';

--
-- Name: COLUMN invoice.buyer_name; Type: COMMENT; Schema: billing; Owner: -
--

COMMENT ON COLUMN billing.invoice.buyer_name IS 'The customer as it was at issue, and seller_from the version of the seller.';

--
-- Name: COLUMN invoice.total_eur; Type: COMMENT; Schema: billing; Owner: -
--

COMMENT ON COLUMN billing.invoice.total_eur IS 'What the customer owes for it; negative: what is owed to the customer.';

--
-- Name: COLUMN invoice.credit_eur; Type: COMMENT; Schema: billing; Owner: -
--

COMMENT ON COLUMN billing.invoice.credit_eur IS 'Credit that was set off when it was issued; see billing.set_off.';

--
-- Name: invoice_line; Type: TABLE; Schema: billing; Owner: -
--

CREATE TABLE billing.invoice_line (
    community_id bigint NOT NULL,
    invoice text NOT NULL,
    line integer NOT NULL,
    contract_id bigint NOT NULL,
    kind text NOT NULL,
    tariff_period text NOT NULL,
    above_kwh numeric(12,3) NOT NULL,
    during daterange NOT NULL,
    estimated boolean NOT NULL,
    regularises text,
    quantity numeric NOT NULL,
    unit text NOT NULL,
    unit_price numeric(12,6) NOT NULL,
    net_eur numeric(14,2) NOT NULL,
    vat_rate numeric(5,2) NOT NULL,
    CONSTRAINT kind_known CHECK ((kind = ANY (ARRAY['standing_charge'::text, 'power'::text, 'energy'::text, 'community'::text, 'feed_in'::text, 'community_feed_in'::text, 'tax'::text])))
);

--
-- Name: billed_line; Type: VIEW; Schema: billing; Owner: -
--

CREATE VIEW billing.billed_line AS
 SELECT i.community_id,
    i.customer_id,
    i.meter_id,
    daterange((date_trunc('month'::text, (lower(l.during))::timestamp without time zone))::date, ((date_trunc('month'::text, (lower(l.during))::timestamp without time zone) + '1 mon'::interval))::date) AS period,
    (i.document = ANY (ARRAY['self_billed'::text, 'self_billed_credit'::text])) AS self_billed,
    i.invoice,
    i.document,
    l.line,
    l.contract_id,
    l.kind,
    l.tariff_period,
    l.above_kwh,
    l.during,
    l.estimated,
    l.regularises,
    l.quantity,
    l.unit,
    (l.unit_price)::numeric AS unit_price,
    (l.net_eur)::numeric AS net_eur,
    (l.vat_rate)::numeric AS vat_rate
   FROM (billing.invoice i
     JOIN billing.invoice_line l ON (((l.community_id = i.community_id) AND (l.invoice = i.invoice))));

--
-- Name: collection; Type: TABLE; Schema: billing; Owner: -
--

CREATE TABLE billing.collection (
    collection_id bigint NOT NULL,
    message text GENERATED ALWAYS AS (((('DD'::text || (EXTRACT(year FROM created_on))::integer) || '-'::text) || collection_id)) STORED NOT NULL,
    seller_id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_on date NOT NULL,
    scheme text NOT NULL,
    creditor text NOT NULL,
    creditor_id text NOT NULL,
    creditor_iban text NOT NULL,
    creditor_bic text,
    CONSTRAINT scheme_known CHECK ((scheme = ANY (ARRAY['pain.008.001.02'::text, 'pain.008.001.08'::text])))
);

--
-- Name: COLUMN collection.message; Type: COMMENT; Schema: billing; Owner: -
--

COMMENT ON COLUMN billing.collection.message IS 'The MsgId: DD2025-12.';

--
-- Name: COLUMN collection.created_on; Type: COMMENT; Schema: billing; Owner: -
--

COMMENT ON COLUMN billing.collection.created_on IS 'The day of created_at where TARGET is open: Frankfurt.';

--
-- Name: collection_collection_id_seq; Type: SEQUENCE; Schema: billing; Owner: -
--

ALTER TABLE billing.collection ALTER COLUMN collection_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME billing.collection_collection_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: collection_item; Type: TABLE; Schema: billing; Owner: -
--

CREATE TABLE billing.collection_item (
    community_id bigint NOT NULL,
    invoice text NOT NULL,
    collection_id bigint NOT NULL,
    end_to_end text GENERATED ALWAYS AS (((invoice || '-'::text) || collection_id)) STORED NOT NULL,
    mandate_id bigint NOT NULL,
    sequence text NOT NULL,
    collect_on date NOT NULL,
    amount_eur numeric(14,2) NOT NULL,
    state text DEFAULT 'open'::text NOT NULL,
    reason text,
    CONSTRAINT amount_within_scheme CHECK (((amount_eur >= 0.01) AND (amount_eur <= 999999999.99))),
    CONSTRAINT sequence_known CHECK ((sequence = ANY (ARRAY['FRST'::text, 'RCUR'::text, 'FNAL'::text, 'OOFF'::text]))),
    CONSTRAINT state_known CHECK ((state = ANY (ARRAY['open'::text, 'paid'::text, 'rejected'::text, 'refunded'::text])))
);

--
-- Name: COLUMN collection_item.end_to_end; Type: COMMENT; Schema: billing; Owner: -
--

COMMENT ON COLUMN billing.collection_item.end_to_end IS 'The EndToEndId: the invoice and the attempt, F2025-000001-12.';

--
-- Name: COLUMN collection_item.reason; Type: COMMENT; Schema: billing; Owner: -
--

COMMENT ON COLUMN billing.collection_item.reason IS 'The bank''s reason code, such as AM04, when it was rejected or refunded; WITHDRAWN: we never sent it.';

--
-- Name: draft; Type: TABLE; Schema: billing; Owner: -
--

CREATE TABLE billing.draft (
    community_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    meter_id bigint NOT NULL,
    period daterange NOT NULL,
    document text NOT NULL,
    version integer NOT NULL,
    corrects text,
    expected_count bigint NOT NULL,
    present_count bigint NOT NULL,
    net_eur numeric(14,2) NOT NULL,
    vat_eur numeric(14,2) NOT NULL,
    total_eur numeric(14,2) NOT NULL,
    CONSTRAINT counted CHECK (((present_count >= 0) AND (present_count <= expected_count))),
    CONSTRAINT document_known CHECK ((document = ANY (ARRAY['invoice'::text, 'credit_note'::text, 'self_billed'::text, 'self_billed_credit'::text, 'regularisation'::text]))),
    CONSTRAINT total_is_net_and_vat CHECK ((total_eur = (net_eur + vat_eur)))
);

--
-- Name: COLUMN draft.document; Type: COMMENT; Schema: billing; Owner: -
--

COMMENT ON COLUMN billing.draft.document IS 'invoice (380), credit_note (381), self_billed (389), self_billed_credit (261); a regularisation is taken into the next invoice.';

--
-- Name: COLUMN draft.version; Type: COMMENT; Schema: billing; Owner: -
--

COMMENT ON COLUMN billing.draft.version IS '0 for the first document of the month, 1 for the one that replaces it, ...';

--
-- Name: COLUMN draft.corrects; Type: COMMENT; Schema: billing; Owner: -
--

COMMENT ON COLUMN billing.draft.corrects IS 'Number of the issued document that this one takes back, replaces or regularises.';

--
-- Name: COLUMN draft.present_count; Type: COMMENT; Schema: billing; Owner: -
--

COMMENT ON COLUMN billing.draft.present_count IS 'Intervals with readings, of expected_count in the contracts'' days.';

--
-- Name: draft_line; Type: TABLE; Schema: billing; Owner: -
--

CREATE TABLE billing.draft_line (
    community_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    meter_id bigint NOT NULL,
    period daterange NOT NULL,
    document text NOT NULL,
    line integer NOT NULL,
    contract_id bigint NOT NULL,
    kind text NOT NULL,
    tariff_period text NOT NULL,
    above_kwh numeric(12,3) NOT NULL,
    during daterange NOT NULL,
    estimated boolean NOT NULL,
    regularises text,
    quantity numeric NOT NULL,
    unit text NOT NULL,
    unit_price numeric(12,6) NOT NULL,
    net_eur numeric(14,2) NOT NULL,
    vat_rate numeric(5,2) NOT NULL,
    CONSTRAINT kind_known CHECK ((kind = ANY (ARRAY['standing_charge'::text, 'power'::text, 'energy'::text, 'community'::text, 'feed_in'::text, 'community_feed_in'::text, 'tax'::text])))
);

--
-- Name: COLUMN draft_line.regularises; Type: COMMENT; Schema: billing; Owner: -
--

COMMENT ON COLUMN billing.draft_line.regularises IS 'Number of the earlier document whose line this one takes back or replaces.';

--
-- Name: COLUMN draft_line.quantity; Type: COMMENT; Schema: billing; Owner: -
--

COMMENT ON COLUMN billing.draft_line.quantity IS 'kWh, months, or kVA and months; negative for feed-in and what is taken back.';

--
-- Name: COLUMN draft_line.net_eur; Type: COMMENT; Schema: billing; Owner: -
--

COMMENT ON COLUMN billing.draft_line.net_eur IS 'round(quantity x unit_price, 2), half away from zero; from the exact quantity.';

--
-- Name: draft_vat; Type: TABLE; Schema: billing; Owner: -
--

CREATE TABLE billing.draft_vat (
    community_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    meter_id bigint NOT NULL,
    period daterange NOT NULL,
    document text NOT NULL,
    vat_rate numeric(5,2) NOT NULL,
    base_eur numeric(14,2) NOT NULL,
    vat_eur numeric(14,2) NOT NULL
);

--
-- Name: invoice_series; Type: TABLE; Schema: billing; Owner: -
--

CREATE TABLE billing.invoice_series (
    series text NOT NULL,
    year integer NOT NULL,
    next_number integer NOT NULL
);

--
-- Name: invoice_vat; Type: TABLE; Schema: billing; Owner: -
--

CREATE TABLE billing.invoice_vat (
    community_id bigint NOT NULL,
    invoice text NOT NULL,
    vat_rate numeric(5,2) NOT NULL,
    base_eur numeric(14,2) NOT NULL,
    vat_eur numeric(14,2) NOT NULL
);

--
-- Name: payment; Type: TABLE; Schema: billing; Owner: -
--

CREATE TABLE billing.payment (
    community_id bigint NOT NULL,
    invoice text NOT NULL,
    reference text NOT NULL,
    kind text NOT NULL,
    paid_on date NOT NULL,
    amount_eur numeric(14,2) NOT NULL,
    CONSTRAINT kind_known CHECK ((kind = ANY (ARRAY['direct_debit'::text, 'transfer'::text, 'reversal'::text, 'payout'::text])))
);

--
-- Name: COLUMN payment.reference; Type: COMMENT; Schema: billing; Owner: -
--

COMMENT ON COLUMN billing.payment.reference IS 'The bank''s reference, so that a statement read again counts once.';

--
-- Name: COLUMN payment.amount_eur; Type: COMMENT; Schema: billing; Owner: -
--

COMMENT ON COLUMN billing.payment.amount_eur IS 'Positive from the customer, negative to the customer.';

--
-- Name: set_off; Type: TABLE; Schema: billing; Owner: -
--

CREATE TABLE billing.set_off (
    community_id bigint NOT NULL,
    credit text NOT NULL,
    invoice text NOT NULL,
    amount_eur numeric(14,2) NOT NULL,
    set_on date NOT NULL,
    CONSTRAINT amount_positive CHECK ((amount_eur > (0)::numeric))
);

--
-- Name: open_item; Type: VIEW; Schema: billing; Owner: -
--

CREATE VIEW billing.open_item AS
 SELECT item.community_id,
    item.customer_id,
    item.meter_id,
    item.invoice,
    item.document,
    item.corrects,
    item.issued_on,
    item.due_on,
    item.total_eur,
    item.set_off_eur,
    item.paid_eur,
    ((item.total_eur + item.set_off_eur) - item.paid_eur) AS open_eur
   FROM ( SELECT i.community_id,
            i.customer_id,
            i.meter_id,
            i.invoice,
            i.document,
            i.corrects,
            i.issued_on,
            i.due_on,
            (i.total_eur)::numeric AS total_eur,
            (COALESCE(( SELECT sum(s.amount_eur) AS sum
                   FROM billing.set_off s
                  WHERE ((s.community_id = i.community_id) AND (s.credit = i.invoice))), (0)::numeric) - COALESCE(( SELECT sum(s.amount_eur) AS sum
                   FROM billing.set_off s
                  WHERE ((s.community_id = i.community_id) AND (s.invoice = i.invoice))), (0)::numeric)) AS set_off_eur,
            COALESCE(( SELECT sum(p.amount_eur) AS sum
                   FROM billing.payment p
                  WHERE ((p.community_id = i.community_id) AND (p.invoice = i.invoice))), (0)::numeric) AS paid_eur
           FROM billing.invoice i) item;

--
-- Name: VIEW open_item; Type: COMMENT; Schema: billing; Owner: -
--

COMMENT ON VIEW billing.open_item IS 'set_off_eur: credit used (positive) or received (negative). open_eur: to be paid by the customer, or to the customer when negative.';

--
-- Name: partner_invoice; Type: TABLE; Schema: billing; Owner: -
--

CREATE TABLE billing.partner_invoice (
    invoice text GENERATED ALWAYS AS ((((series || year) || '-'::text) || lpad((number)::text, 6, '0'::text))) STORED NOT NULL,
    series text NOT NULL,
    year integer NOT NULL,
    number integer NOT NULL,
    partner_id bigint NOT NULL,
    period daterange NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    issued_on date NOT NULL,
    due_on date NOT NULL,
    seller_id bigint,
    seller_from date,
    buyer_name text NOT NULL,
    buyer_address text,
    buyer_postcode text,
    buyer_city text,
    buyer_country text NOT NULL,
    buyer_siren text,
    buyer_vat_number text,
    buyer_email text,
    language text NOT NULL,
    net_eur numeric(14,2) NOT NULL,
    vat_eur numeric(14,2) NOT NULL,
    total_eur numeric(14,2) NOT NULL,
    CONSTRAINT due_after_issue CHECK ((due_on >= issued_on)),
    CONSTRAINT issued_after_period CHECK ((issued_on >= upper(period))),
    CONSTRAINT number_has_six_digits CHECK (((number >= 1) AND (number <= 999999))),
    CONSTRAINT total_is_net_and_vat CHECK ((total_eur = (net_eur + vat_eur))),
    CONSTRAINT year_is_of_issue CHECK (((year)::numeric = EXTRACT(year FROM issued_on)))
);

--
-- Name: partner_invoice_entry; Type: TABLE; Schema: billing; Owner: -
--

CREATE TABLE billing.partner_invoice_entry (
    ledger_id bigint NOT NULL,
    invoice text NOT NULL,
    line integer NOT NULL
);

--
-- Name: partner_invoice_line; Type: TABLE; Schema: billing; Owner: -
--

CREATE TABLE billing.partner_invoice_line (
    invoice text NOT NULL,
    line integer NOT NULL,
    kind text NOT NULL,
    product text NOT NULL,
    requests bigint NOT NULL,
    datapoints bigint NOT NULL,
    eur_per_1000 numeric(12,6) NOT NULL,
    net_eur numeric(14,2) NOT NULL,
    vat_rate numeric(5,2) NOT NULL,
    CONSTRAINT kind_known CHECK ((kind = ANY (ARRAY['debit'::text, 'refund'::text])))
);

--
-- Name: COLUMN partner_invoice_line.datapoints; Type: COMMENT; Schema: billing; Owner: -
--

COMMENT ON COLUMN billing.partner_invoice_line.datapoints IS 'What was used; negative: what was given back.';

--
-- Name: COLUMN partner_invoice_line.net_eur; Type: COMMENT; Schema: billing; Owner: -
--

COMMENT ON COLUMN billing.partner_invoice_line.net_eur IS 'round(datapoints / 1000 x eur_per_1000, 2), half away from zero.';

--
-- Name: partner_invoice_vat; Type: TABLE; Schema: billing; Owner: -
--

CREATE TABLE billing.partner_invoice_vat (
    invoice text NOT NULL,
    vat_rate numeric(5,2) NOT NULL,
    base_eur numeric(14,2) NOT NULL,
    vat_eur numeric(14,2) NOT NULL
);

--
-- Name: standing; Type: VIEW; Schema: billing; Owner: -
--

CREATE VIEW billing.standing AS
 SELECT i.community_id,
    i.invoice,
    i.series,
    i.year,
    i.number,
    i.document,
    i.version,
    i.corrects,
    i.customer_id,
    i.meter_id,
    i.period,
    i.issued_at,
    i.issued_on,
    i.due_on,
    i.seller_id,
    i.seller_from,
    i.buyer_name,
    i.buyer_address,
    i.buyer_postcode,
    i.buyer_city,
    i.buyer_country,
    i.buyer_siren,
    i.buyer_vat_number,
    i.buyer_email,
    i.language,
    i.expected_count,
    i.present_count,
    i.net_eur,
    i.vat_eur,
    i.total_eur,
    i.credit_eur,
    i.due_eur
   FROM billing.invoice i
  WHERE ((i.document = ANY (ARRAY['invoice'::text, 'self_billed'::text])) AND (NOT (EXISTS ( SELECT
           FROM billing.invoice c
          WHERE ((c.community_id = i.community_id) AND (c.corrects = i.invoice) AND (c.document = ANY (ARRAY['credit_note'::text, 'self_billed_credit'::text])))))));

--
-- Name: flexible_device; Type: TABLE; Schema: grid; Owner: -
--

CREATE TABLE grid.flexible_device (
    community_id bigint NOT NULL,
    device text NOT NULL,
    kind text NOT NULL,
    meter_id bigint,
    is_piloted boolean NOT NULL,
    last_started_at timestamp with time zone,
    source text NOT NULL,
    outer_id bigint,
    outer_type integer,
    wish json NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT coordination_names_its_device CHECK (((source <> 'coordination'::text) OR (outer_id IS NOT NULL))),
    CONSTRAINT kind_known CHECK ((kind = ANY (ARRAY['machine'::text, 'water_heater'::text, 'vehicle'::text, 'heater'::text, 'thermal_heater'::text]))),
    CONSTRAINT source_known CHECK ((source = ANY (ARRAY['registry'::text, 'coordination'::text])))
);

--
-- Name: COLUMN flexible_device.meter_id; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.flexible_device.meter_id IS 'The meter that measures nothing but this device; NULL: none does.';

--
-- Name: COLUMN flexible_device.is_piloted; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.flexible_device.is_piloted IS 'False: its owner took it out of the plans.';

--
-- Name: COLUMN flexible_device.outer_id; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.flexible_device.outer_id IS 'Its id in the coordination database, and in published results.';

--
-- Name: COLUMN flexible_device.outer_type; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.flexible_device.outer_type IS 'Its type there.';

--
-- Name: COLUMN flexible_device.wish; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.flexible_device.wish IS 'The wish of its kind, as in files of the format gridctl-ems/1.';

--
-- Name: cycle_setting; Type: TABLE; Schema: optimize; Owner: -
--

CREATE TABLE optimize.cycle_setting (
    community_id bigint NOT NULL,
    device text NOT NULL,
    start_w integer NOT NULL,
    end_w integer NOT NULL,
    period_s integer NOT NULL,
    gap integer NOT NULL,
    CONSTRAINT gap_within_a_day CHECK (((gap >= 0) AND (gap <= 96))),
    CONSTRAINT period_within_an_hour CHECK (((period_s >= 60) AND (period_s <= 3600))),
    CONSTRAINT thresholds_not_negative CHECK (((start_w >= 0) AND (end_w >= 0)))
);

--
-- Name: COLUMN cycle_setting.start_w; Type: COMMENT; Schema: optimize; Owner: -
--

COMMENT ON COLUMN optimize.cycle_setting.start_w IS 'A cycle begins with the first power above this.';

--
-- Name: COLUMN cycle_setting.end_w; Type: COMMENT; Schema: optimize; Owner: -
--

COMMENT ON COLUMN optimize.cycle_setting.end_w IS 'It ends when more than gap means of period_s follow each other below this.';

--
-- Name: machine; Type: VIEW; Schema: elfe; Owner: -
--

CREATE VIEW elfe.machine AS
 SELECT (row_number() OVER (ORDER BY d.community_id, d.device))::integer AS id_machine,
    (d.outer_id)::integer AS id_machine_elfe,
    COALESCE(s.start_w, 40) AS threshold_begin,
    COALESCE(s.end_w, 40) AS threshold_end,
    COALESCE(s.period_s, 900) AS period,
    COALESCE(s.gap, 1) AS period_count,
    COALESCE(d.outer_type, 0) AS id_type,
    d.community_id,
    d.device
   FROM (grid.flexible_device d
     LEFT JOIN optimize.cycle_setting s USING (community_id, device))
  WHERE (d.kind = 'machine'::text);

--
-- Name: cycle; Type: TABLE; Schema: optimize; Owner: -
--

CREATE TABLE optimize.cycle (
    community_id bigint NOT NULL,
    device text NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    step_s integer NOT NULL,
    profile bigint[] NOT NULL,
    energy_wh numeric NOT NULL,
    start_w integer NOT NULL,
    end_w integer NOT NULL,
    period_s integer NOT NULL,
    gap integer NOT NULL,
    learned_at timestamp with time zone NOT NULL,
    CONSTRAINT profile_has_steps CHECK ((cardinality(profile) > 0)),
    CONSTRAINT step_positive CHECK ((step_s > 0))
);

--
-- Name: COLUMN cycle.profile; Type: COMMENT; Schema: optimize; Owner: -
--

COMMENT ON COLUMN optimize.cycle.profile IS 'Mean power of each step, mW.';

--
-- Name: COLUMN cycle.start_w; Type: COMMENT; Schema: optimize; Owner: -
--

COMMENT ON COLUMN optimize.cycle.start_w IS 'The settings that it was found with, as in optimize.cycle_setting.';

--
-- Name: cycle_in_use; Type: VIEW; Schema: optimize; Owner: -
--

CREATE VIEW optimize.cycle_in_use AS
 SELECT DISTINCT ON (cycle.community_id, cycle.device) cycle.community_id,
    cycle.device,
    cycle.starts_at,
    cycle.step_s,
    cycle.profile,
    cycle.energy_wh,
    cycle.start_w,
    cycle.end_w,
    cycle.period_s,
    cycle.gap,
    cycle.learned_at
   FROM optimize.cycle
  ORDER BY cycle.community_id, cycle.device, cycle.starts_at DESC;

--
-- Name: VIEW cycle_in_use; Type: COMMENT; Schema: optimize; Owner: -
--

COMMENT ON VIEW optimize.cycle_in_use IS 'The newest cycle of each machine.';

--
-- Name: cycledata; Type: VIEW; Schema: elfe; Owner: -
--

CREATE VIEW elfe.cycledata AS
 SELECT (row_number() OVER (ORDER BY c.community_id, c.device, c.starts_at))::integer AS id_cycle_data,
    (EXTRACT(epoch FROM c.starts_at))::integer AS start_time,
    (((((m.id_machine || '_'::text) || m.id_machine) || '_'::text) || (EXTRACT(epoch FROM c.starts_at))::integer) || '.csv'::text) AS csv,
    (cardinality(c.profile) * c.step_s) AS duree,
    NULL::integer AS moved_timestamp,
    c.community_id,
    c.device
   FROM (optimize.cycle_in_use c
     JOIN elfe.machine m USING (community_id, device))
UNION ALL
 SELECT 0 AS id_cycle_data,
    0 AS start_time,
    'default.csv'::text AS csv,
    4 AS duree,
    NULL::integer AS moved_timestamp,
    NULL::bigint AS community_id,
    NULL::text AS device;

--
-- Name: cycle; Type: VIEW; Schema: elfe; Owner: -
--

CREATE VIEW elfe.cycle AS
 SELECT m.id_machine AS id_cycle,
    m.id_machine,
    COALESCE(c.id_cycle_data, 0) AS id_cycle_data,
    (('default_cycle_for_machine('::text || m.id_machine_elfe) || ')'::text) AS name,
    m.community_id
   FROM (elfe.machine m
     LEFT JOIN elfe.cycledata c USING (community_id, device));

--
-- Name: temperature; Type: TABLE; Schema: grid; Owner: -
--

CREATE TABLE grid.temperature (
    community_id bigint NOT NULL,
    device text NOT NULL,
    measured_at timestamp with time zone NOT NULL,
    temperature_c numeric(5,2) NOT NULL,
    CONSTRAINT temperature_on_earth CHECK (((temperature_c >= ('-90'::integer)::numeric) AND (temperature_c <= (60)::numeric)))
);

--
-- Name: devicetemperaturedata; Type: VIEW; Schema: elfe; Owner: -
--

CREATE VIEW elfe.devicetemperaturedata AS
 SELECT DISTINCT ON (t.community_id, t.device) (d.outer_id)::integer AS id_elfe,
    (EXTRACT(epoch FROM t.measured_at))::integer AS data_timestamp,
    ((((100)::numeric * t.temperature_c))::integer + 27315) AS temperature,
    t.community_id
   FROM (grid.temperature t
     JOIN grid.flexible_device d USING (community_id, device))
  ORDER BY t.community_id, t.device, t.measured_at DESC;

--
-- Name: water_energy; Type: TABLE; Schema: optimize; Owner: -
--

CREATE TABLE optimize.water_energy (
    community_id bigint NOT NULL,
    device text NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    energy_wh numeric NOT NULL,
    expected_count integer NOT NULL,
    known_count integer NOT NULL,
    older_count integer NOT NULL,
    CONSTRAINT counted CHECK (((known_count > 0) AND (older_count >= 0) AND ((known_count + older_count) <= expected_count))),
    CONSTRAINT energy_not_negative CHECK ((energy_wh >= (0)::numeric))
);

--
-- Name: COLUMN water_energy.ends_at; Type: COMMENT; Schema: optimize; Owner: -
--

COMMENT ON COLUMN optimize.water_energy.ends_at IS 'The end of the 24 hours: that of the last interval known then.';

--
-- Name: COLUMN water_energy.known_count; Type: COMMENT; Schema: optimize; Owner: -
--

COMMENT ON COLUMN optimize.water_energy.known_count IS 'Intervals of the 24 hours that were known.';

--
-- Name: COLUMN water_energy.older_count; Type: COMMENT; Schema: optimize; Owner: -
--

COMMENT ON COLUMN optimize.water_energy.older_count IS 'Intervals that were not, and count as at the same time of the day before, or of the last of seven days known.';

--
-- Name: water_energy_in_use; Type: VIEW; Schema: optimize; Owner: -
--

CREATE VIEW optimize.water_energy_in_use AS
 SELECT DISTINCT ON (water_energy.community_id, water_energy.device) water_energy.community_id,
    water_energy.device,
    water_energy.ends_at,
    water_energy.energy_wh,
    water_energy.expected_count,
    water_energy.known_count,
    water_energy.older_count
   FROM optimize.water_energy
  ORDER BY water_energy.community_id, water_energy.device, water_energy.ends_at DESC;

--
-- Name: VIEW water_energy_in_use; Type: COMMENT; Schema: optimize; Owner: -
--

COMMENT ON VIEW optimize.water_energy_in_use IS 'The newest energy of each water heater.';

--
-- Name: ems_ecs; Type: VIEW; Schema: elfe; Owner: -
--

CREATE VIEW elfe.ems_ecs AS
 SELECT (d.outer_id)::integer AS elfe_zabbix_id,
    (round(e.energy_wh))::integer AS last_energy,
    e.community_id
   FROM (optimize.water_energy_in_use e
     JOIN grid.flexible_device d USING (community_id, device));

--
-- Name: thermal_model; Type: TABLE; Schema: optimize; Owner: -
--

CREATE TABLE optimize.thermal_model (
    model_id integer NOT NULL,
    model text NOT NULL,
    r_k_per_w double precision NOT NULL,
    c_j_per_k double precision NOT NULL,
    CONSTRAINT capacity_positive CHECK (((c_j_per_k > (0)::double precision) AND (c_j_per_k <= ('1000000000000'::numeric)::double precision))),
    CONSTRAINT resistance_positive CHECK (((r_k_per_w > (0)::double precision) AND (r_k_per_w <= (100)::double precision)))
);

--
-- Name: COLUMN thermal_model.model_id; Type: COMMENT; Schema: optimize; Owner: -
--

COMMENT ON COLUMN optimize.thermal_model.model_id IS 'ELFE''s modele_thermique_id.';

--
-- Name: COLUMN thermal_model.model; Type: COMMENT; Schema: optimize; Owner: -
--

COMMENT ON COLUMN optimize.thermal_model.model IS 'The name that files use for it.';

--
-- Name: ems_modele_thermique; Type: VIEW; Schema: elfe; Owner: -
--

CREATE VIEW elfe.ems_modele_thermique AS
 SELECT thermal_model.model_id AS id,
    (thermal_model.r_k_per_w)::real AS r_th,
    (thermal_model.c_j_per_k)::integer AS c_th,
    NULL::bigint AS community_id
   FROM optimize.thermal_model;

--
-- Name: weather; Type: TABLE; Schema: grid; Owner: -
--

CREATE TABLE grid.weather (
    community_id bigint NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    temperature_c numeric(5,2) NOT NULL,
    wind_kmh smallint,
    gust_kmh smallint,
    wind_deg smallint,
    CONSTRAINT temperature_on_earth CHECK (((temperature_c >= ('-90'::integer)::numeric) AND (temperature_c <= (60)::numeric))),
    CONSTRAINT wind_on_earth CHECK ((((wind_kmh >= 0) AND (wind_kmh <= 500)) AND ((gust_kmh >= 0) AND (gust_kmh <= 500)) AND ((wind_deg >= 0) AND (wind_deg <= 360))))
);

--
-- Name: TABLE weather; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON TABLE grid.weather IS 'Hourly means; issued_at <= starts_at: a forecast, later: an observation.';

--
-- Name: COLUMN weather.wind_kmh; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.weather.wind_kmh IS 'At the start of the hour, as gusts and direction; NULL: not told.';

--
-- Name: COLUMN weather.wind_deg; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.weather.wind_deg IS 'Where it comes from: 90 is east.';

--
-- Name: historyinitialweather; Type: VIEW; Schema: elfe; Owner: -
--

CREATE VIEW elfe.historyinitialweather AS
 SELECT (row_number() OVER (ORDER BY w.community_id, w.issued_at, w.starts_at, q.quarter))::integer AS id_forecast_data,
    (EXTRACT(epoch FROM w.issued_at))::integer AS forecast_timestamp,
    ((EXTRACT(epoch FROM w.starts_at))::integer + (900 * q.quarter)) AS wheather_timestamp,
    ((trunc(w.temperature_c))::integer + 273) AS temperature,
    (w.wind_kmh)::integer AS wind_speed,
    (w.gust_kmh)::integer AS gust_speed,
    (w.wind_deg)::integer AS wind_direction,
    NULL::integer AS sun_hours,
    w.community_id
   FROM (grid.weather w
     CROSS JOIN generate_series(0, 3) q(quarter));

--
-- Name: initialweather; Type: VIEW; Schema: elfe; Owner: -
--

CREATE VIEW elfe.initialweather AS
 SELECT DISTINCT ON (historyinitialweather.community_id, historyinitialweather.wheather_timestamp) historyinitialweather.wheather_timestamp,
    historyinitialweather.temperature,
    historyinitialweather.wind_speed,
    historyinitialweather.gust_speed,
    historyinitialweather.wind_direction,
    historyinitialweather.sun_hours,
    historyinitialweather.community_id
   FROM elfe.historyinitialweather
  ORDER BY historyinitialweather.community_id, historyinitialweather.wheather_timestamp, historyinitialweather.forecast_timestamp DESC;

--
-- Name: prediction; Type: VIEW; Schema: elfe; Owner: -
--

CREATE VIEW elfe.prediction AS
 SELECT (EXTRACT(epoch FROM outlook.starts_at))::integer AS data_timestamp,
    (trunc((((outlook.production_wh - outlook.consumption_wh) * (3600)::numeric) / (outlook.slot_s)::numeric)))::integer AS power,
    outlook.community_id
   FROM aggregate.outlook
  WHERE ((outlook.production_wh IS NOT NULL) AND (outlook.consumption_wh IS NOT NULL));

--
-- Name: run; Type: TABLE; Schema: optimize; Owner: -
--

CREATE TABLE optimize.run (
    community_id bigint NOT NULL,
    run_id bigint NOT NULL,
    method text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    rounded_at timestamp with time zone NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    step_s integer NOT NULL,
    solver text NOT NULL,
    devices integer NOT NULL,
    base bigint[] NOT NULL,
    total bigint[] NOT NULL,
    import_before_wh numeric NOT NULL,
    import_wh numeric NOT NULL,
    objective numeric NOT NULL,
    bound numeric,
    peak_w numeric NOT NULL,
    solve_ms integer NOT NULL,
    total_ms integer NOT NULL,
    conditions json NOT NULL,
    CONSTRAINT bound_below_objective CHECK ((bound <= objective)),
    CONSTRAINT same_horizon CHECK (((cardinality(base) = cardinality(total)) AND (cardinality(base) > 0))),
    CONSTRAINT solver_known CHECK ((solver = ANY (ARRAY['milp'::text, 'decomposition'::text])))
);
ALTER TABLE ONLY optimize.run ALTER COLUMN conditions SET COMPRESSION lz4;

--
-- Name: COLUMN run.method; Type: COMMENT; Schema: optimize; Owner: -
--

COMMENT ON COLUMN optimize.run.method IS 'A label: plans of several methods live side by side.';

--
-- Name: COLUMN run.made_at; Type: COMMENT; Schema: optimize; Owner: -
--

COMMENT ON COLUMN optimize.run.made_at IS 'The clock of the run.';

--
-- Name: COLUMN run.rounded_at; Type: COMMENT; Schema: optimize; Owner: -
--

COMMENT ON COLUMN optimize.run.rounded_at IS 'The clock of the run, rounded to a step.';

--
-- Name: COLUMN run.starts_at; Type: COMMENT; Schema: optimize; Owner: -
--

COMMENT ON COLUMN optimize.run.starts_at IS 'First instant of the first step.';

--
-- Name: COLUMN run.base; Type: COMMENT; Schema: optimize; Owner: -
--

COMMENT ON COLUMN optimize.run.base IS 'mW of each step: consumption that is not flexible minus production.';

--
-- Name: COLUMN run.total; Type: COMMENT; Schema: optimize; Owner: -
--

COMMENT ON COLUMN optimize.run.total IS 'The same with the planned loads.';

--
-- Name: COLUMN run.import_before_wh; Type: COMMENT; Schema: optimize; Owner: -
--

COMMENT ON COLUMN optimize.run.import_before_wh IS 'Import of the base alone.';

--
-- Name: COLUMN run.objective; Type: COMMENT; Schema: optimize; Owner: -
--

COMMENT ON COLUMN optimize.run.objective IS 'What was minimised: mW of import summed over the steps, weighted by price or CO2 if so asked.';

--
-- Name: COLUMN run.bound; Type: COMMENT; Schema: optimize; Owner: -
--

COMMENT ON COLUMN optimize.run.bound IS 'No plan has a lower objective; NULL: nothing is proven.';

--
-- Name: COLUMN run.conditions; Type: COMMENT; Schema: optimize; Owner: -
--

COMMENT ON COLUMN optimize.run.conditions IS 'Everything the plan depends on, in the format gridctl-ems/1.';

--
-- Name: result; Type: VIEW; Schema: elfe; Owner: -
--

CREATE VIEW elfe.result AS
 SELECT (p.plan_id)::integer AS id,
    (EXTRACT(epoch FROM r.starts_at))::integer AS first_valid_timestamp,
    (p.outer_id)::integer AS machine_id,
    p.result_type,
    COALESCE(p.outer_type, 0) AS machine_type,
    p.decisions[1] AS decisions_0,
    p.decisions[2] AS decisions_1,
    p.decisions[3] AS decisions_2,
    p.decisions[4] AS decisions_3,
    p.decisions[5] AS decisions_4,
    p.decisions[6] AS decisions_5,
    p.decisions[7] AS decisions_6,
    p.decisions[8] AS decisions_7,
    p.decisions[9] AS decisions_8,
    p.decisions[10] AS decisions_9,
    p.decisions[11] AS decisions_10,
    p.decisions[12] AS decisions_11,
    p.decisions[13] AS decisions_12,
    p.decisions[14] AS decisions_13,
    p.decisions[15] AS decisions_14,
    p.decisions[16] AS decisions_15,
    p.decisions[17] AS decisions_16,
    p.decisions[18] AS decisions_17,
    p.decisions[19] AS decisions_18,
    p.decisions[20] AS decisions_19,
    p.decisions[21] AS decisions_20,
    p.decisions[22] AS decisions_21,
    p.decisions[23] AS decisions_22,
    p.decisions[24] AS decisions_23,
    p.decisions[25] AS decisions_24,
    p.decisions[26] AS decisions_25,
    p.decisions[27] AS decisions_26,
    p.decisions[28] AS decisions_27,
    p.decisions[29] AS decisions_28,
    p.decisions[30] AS decisions_29,
    p.decisions[31] AS decisions_30,
    p.decisions[32] AS decisions_31,
    p.decisions[33] AS decisions_32,
    p.decisions[34] AS decisions_33,
    p.decisions[35] AS decisions_34,
    p.decisions[36] AS decisions_35,
    p.decisions[37] AS decisions_36,
    p.decisions[38] AS decisions_37,
    p.decisions[39] AS decisions_38,
    p.decisions[40] AS decisions_39,
    p.decisions[41] AS decisions_40,
    p.decisions[42] AS decisions_41,
    p.decisions[43] AS decisions_42,
    p.decisions[44] AS decisions_43,
    p.decisions[45] AS decisions_44,
    p.decisions[46] AS decisions_45,
    p.decisions[47] AS decisions_46,
    p.decisions[48] AS decisions_47,
    p.decisions[49] AS decisions_48,
    p.decisions[50] AS decisions_49,
    p.decisions[51] AS decisions_50,
    p.decisions[52] AS decisions_51,
    p.decisions[53] AS decisions_52,
    p.decisions[54] AS decisions_53,
    p.decisions[55] AS decisions_54,
    p.decisions[56] AS decisions_55,
    p.decisions[57] AS decisions_56,
    p.decisions[58] AS decisions_57,
    p.decisions[59] AS decisions_58,
    p.decisions[60] AS decisions_59,
    p.decisions[61] AS decisions_60,
    p.decisions[62] AS decisions_61,
    p.decisions[63] AS decisions_62,
    p.decisions[64] AS decisions_63,
    p.decisions[65] AS decisions_64,
    p.decisions[66] AS decisions_65,
    p.decisions[67] AS decisions_66,
    p.decisions[68] AS decisions_67,
    p.decisions[69] AS decisions_68,
    p.decisions[70] AS decisions_69,
    p.decisions[71] AS decisions_70,
    p.decisions[72] AS decisions_71,
    p.decisions[73] AS decisions_72,
    p.decisions[74] AS decisions_73,
    p.decisions[75] AS decisions_74,
    p.decisions[76] AS decisions_75,
    p.decisions[77] AS decisions_76,
    p.decisions[78] AS decisions_77,
    p.decisions[79] AS decisions_78,
    p.decisions[80] AS decisions_79,
    p.decisions[81] AS decisions_80,
    p.decisions[82] AS decisions_81,
    p.decisions[83] AS decisions_82,
    p.decisions[84] AS decisions_83,
    p.decisions[85] AS decisions_84,
    p.decisions[86] AS decisions_85,
    p.decisions[87] AS decisions_86,
    p.decisions[88] AS decisions_87,
    p.decisions[89] AS decisions_88,
    p.decisions[90] AS decisions_89,
    p.decisions[91] AS decisions_90,
    p.decisions[92] AS decisions_91,
    p.decisions[93] AS decisions_92,
    p.decisions[94] AS decisions_93,
    p.decisions[95] AS decisions_94,
    p.decisions[96] AS decisions_95,
    r.community_id
   FROM (optimize.run r
     CROSS JOIN LATERAL optimize.published(r.community_id, r.run_id) p(plan_id, outer_id, outer_type, result_type, decisions, starts, duration))
  WHERE (r.method = 'ems'::text);

--
-- Name: result_ecs; Type: VIEW; Schema: elfe; Owner: -
--

CREATE VIEW elfe.result_ecs AS
 SELECT (p.plan_id)::integer AS id,
    (EXTRACT(epoch FROM r.starts_at))::integer AS first_valid_timestamp,
    (p.outer_id)::integer AS machine_id,
    p.result_type,
    COALESCE(p.outer_type, 0) AS machine_type,
    p.starts[1] AS decisions_0,
    p.starts[2] AS decisions_1,
    p.starts[3] AS decisions_2,
    p.starts[4] AS decisions_3,
    p.starts[5] AS decisions_4,
    p.starts[6] AS decisions_5,
    p.starts[7] AS decisions_6,
    p.starts[8] AS decisions_7,
    p.starts[9] AS decisions_8,
    p.starts[10] AS decisions_9,
    p.starts[11] AS decisions_10,
    p.starts[12] AS decisions_11,
    p.starts[13] AS decisions_12,
    p.starts[14] AS decisions_13,
    p.starts[15] AS decisions_14,
    p.starts[16] AS decisions_15,
    p.starts[17] AS decisions_16,
    p.starts[18] AS decisions_17,
    p.starts[19] AS decisions_18,
    p.starts[20] AS decisions_19,
    p.starts[21] AS decisions_20,
    p.starts[22] AS decisions_21,
    p.starts[23] AS decisions_22,
    p.starts[24] AS decisions_23,
    p.starts[25] AS decisions_24,
    p.starts[26] AS decisions_25,
    p.starts[27] AS decisions_26,
    p.starts[28] AS decisions_27,
    p.starts[29] AS decisions_28,
    p.starts[30] AS decisions_29,
    p.starts[31] AS decisions_30,
    p.starts[32] AS decisions_31,
    p.starts[33] AS decisions_32,
    p.starts[34] AS decisions_33,
    p.starts[35] AS decisions_34,
    p.starts[36] AS decisions_35,
    p.starts[37] AS decisions_36,
    p.starts[38] AS decisions_37,
    p.starts[39] AS decisions_38,
    p.starts[40] AS decisions_39,
    p.starts[41] AS decisions_40,
    p.starts[42] AS decisions_41,
    p.starts[43] AS decisions_42,
    p.starts[44] AS decisions_43,
    p.starts[45] AS decisions_44,
    p.starts[46] AS decisions_45,
    p.starts[47] AS decisions_46,
    p.starts[48] AS decisions_47,
    p.starts[49] AS decisions_48,
    p.starts[50] AS decisions_49,
    p.starts[51] AS decisions_50,
    p.starts[52] AS decisions_51,
    p.starts[53] AS decisions_52,
    p.starts[54] AS decisions_53,
    p.starts[55] AS decisions_54,
    p.starts[56] AS decisions_55,
    p.starts[57] AS decisions_56,
    p.starts[58] AS decisions_57,
    p.starts[59] AS decisions_58,
    p.starts[60] AS decisions_59,
    p.starts[61] AS decisions_60,
    p.starts[62] AS decisions_61,
    p.starts[63] AS decisions_62,
    p.starts[64] AS decisions_63,
    p.starts[65] AS decisions_64,
    p.starts[66] AS decisions_65,
    p.starts[67] AS decisions_66,
    p.starts[68] AS decisions_67,
    p.starts[69] AS decisions_68,
    p.starts[70] AS decisions_69,
    p.starts[71] AS decisions_70,
    p.starts[72] AS decisions_71,
    p.starts[73] AS decisions_72,
    p.starts[74] AS decisions_73,
    p.starts[75] AS decisions_74,
    p.starts[76] AS decisions_75,
    p.starts[77] AS decisions_76,
    p.starts[78] AS decisions_77,
    p.starts[79] AS decisions_78,
    p.starts[80] AS decisions_79,
    p.starts[81] AS decisions_80,
    p.starts[82] AS decisions_81,
    p.starts[83] AS decisions_82,
    p.starts[84] AS decisions_83,
    p.starts[85] AS decisions_84,
    p.starts[86] AS decisions_85,
    p.starts[87] AS decisions_86,
    p.starts[88] AS decisions_87,
    p.starts[89] AS decisions_88,
    p.starts[90] AS decisions_89,
    p.starts[91] AS decisions_90,
    p.starts[92] AS decisions_91,
    p.starts[93] AS decisions_92,
    p.starts[94] AS decisions_93,
    p.starts[95] AS decisions_94,
    p.starts[96] AS decisions_95,
    p.duration,
    r.community_id
   FROM (optimize.run r
     CROSS JOIN LATERAL optimize.published(r.community_id, r.run_id) p(plan_id, outer_id, outer_type, result_type, decisions, starts, duration))
  WHERE ((r.method = 'ems'::text) AND (p.duration IS NOT NULL));

--
-- Name: alias; Type: TABLE; Schema: grid; Owner: -
--

CREATE TABLE grid.alias (
    alias text NOT NULL,
    meter_id bigint NOT NULL,
    register smallint,
    CONSTRAINT register_known CHECK (((register >= 1) AND (register <= 7)))
);

--
-- Name: TABLE alias; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON TABLE grid.alias IS 'Numbers by which dumps know meters: NMI, PRM, EAN; NMI/E2 is one register of a dump''s meter.';

--
-- Name: COLUMN alias.register; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.alias.register IS 'What the values count, whatever the dump says; NULL: what the dump says.';

--
-- Name: battery; Type: TABLE; Schema: grid; Owner: -
--

CREATE TABLE grid.battery (
    battery_id bigint NOT NULL,
    battery text NOT NULL,
    meter_id bigint,
    community_id bigint,
    capacity_wh bigint NOT NULL,
    min_percent numeric(5,2) DEFAULT 0 NOT NULL,
    max_charge_w bigint NOT NULL,
    max_discharge_w bigint NOT NULL,
    efficiency_percent numeric(5,2) NOT NULL,
    initial_wh bigint NOT NULL,
    during daterange NOT NULL,
    CONSTRAINT capacity_positive CHECK ((capacity_wh > 0)),
    CONSTRAINT during_not_empty CHECK (((NOT isempty(during)) AND (NOT lower_inf(during)))),
    CONSTRAINT initial_within_capacity CHECK ((((initial_wh)::numeric >= (((capacity_wh)::numeric * min_percent) / (100)::numeric)) AND (initial_wh <= capacity_wh))),
    CONSTRAINT one_owner CHECK ((num_nonnulls(meter_id, community_id) = 1)),
    CONSTRAINT percents_in_range CHECK ((((0)::numeric <= min_percent) AND (min_percent < (100)::numeric) AND ((0)::numeric < efficiency_percent) AND (efficiency_percent <= (100)::numeric))),
    CONSTRAINT powers_not_negative CHECK (((max_charge_w >= 0) AND (max_discharge_w >= 0)))
);

--
-- Name: COLUMN battery.efficiency_percent; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.battery.efficiency_percent IS 'Round trip: what comes out of what went in, lost while charging.';

--
-- Name: COLUMN battery.initial_wh; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.battery.initial_wh IS 'State of charge at the start of its first day.';

--
-- Name: battery_battery_id_seq; Type: SEQUENCE; Schema: grid; Owner: -
--

ALTER TABLE grid.battery ALTER COLUMN battery_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME grid.battery_battery_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: block_part; Type: TABLE; Schema: grid; Owner: -
--

CREATE TABLE grid.block_part (
    community_id bigint NOT NULL,
    meter_id bigint NOT NULL,
    register smallint NOT NULL,
    day date NOT NULL,
    batch_id bigint NOT NULL,
    interval_s integer NOT NULL,
    exponent smallint NOT NULL,
    wh integer[] NOT NULL,
    quality smallint[]
)
WITH (toast_tuple_target='128');
ALTER TABLE ONLY grid.block_part ALTER COLUMN wh SET COMPRESSION lz4;

--
-- Name: calendar; Type: TABLE; Schema: grid; Owner: -
--

CREATE TABLE grid.calendar (
    calendar_id bigint NOT NULL,
    calendar text NOT NULL
);

--
-- Name: calendar_calendar_id_seq; Type: SEQUENCE; Schema: grid; Owner: -
--

ALTER TABLE grid.calendar ALTER COLUMN calendar_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME grid.calendar_calendar_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: calendar_day; Type: TABLE; Schema: grid; Owner: -
--

CREATE TABLE grid.calendar_day (
    calendar_id bigint NOT NULL,
    day date NOT NULL,
    colour text NOT NULL
);

--
-- Name: charge_request; Type: TABLE; Schema: grid; Owner: -
--

CREATE TABLE grid.charge_request (
    community_id bigint NOT NULL,
    car text NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    soc_percent numeric(5,2) NOT NULL,
    target_percent numeric(5,2) NOT NULL,
    deadline timestamp with time zone NOT NULL,
    power_w bigint NOT NULL,
    energy_wh bigint NOT NULL,
    CONSTRAINT deadline_after_request CHECK ((deadline > requested_at)),
    CONSTRAINT energy_not_negative CHECK (((power_w > 0) AND (energy_wh >= 0))),
    CONSTRAINT percents_in_range CHECK ((((soc_percent >= (0)::numeric) AND (soc_percent <= (100)::numeric)) AND ((target_percent >= (0)::numeric) AND (target_percent <= (100)::numeric))))
);

--
-- Name: COLUMN charge_request.community_id; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.charge_request.community_id IS 'The community of the car''s meter on the day of the request.';

--
-- Name: COLUMN charge_request.power_w; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.charge_request.power_w IS 'The greatest power the car charges with.';

--
-- Name: COLUMN charge_request.energy_wh; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.charge_request.energy_wh IS 'What it lacks to its target, rounded up to the Wh; nothing is lost while charging.';

--
-- Name: community_community_id_seq; Type: SEQUENCE; Schema: grid; Owner: -
--

ALTER TABLE grid.community ALTER COLUMN community_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME grid.community_community_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: consent; Type: TABLE; Schema: grid; Owner: -
--

CREATE TABLE grid.consent (
    consent_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    purpose text NOT NULL,
    granularity text NOT NULL,
    partner_class text NOT NULL,
    during tstzrange NOT NULL,
    text_version text NOT NULL,
    proof text NOT NULL,
    CONSTRAINT during_has_start CHECK (((NOT isempty(during)) AND (NOT lower_inf(during)))),
    CONSTRAINT granularity_known CHECK ((granularity = ANY (ARRAY['quarter'::text, 'hour'::text, 'day'::text, 'month'::text]))),
    CONSTRAINT purpose_known CHECK ((purpose = ANY (ARRAY['aggregated'::text, 'production'::text, 'detailed'::text, 'transfer'::text])))
);

--
-- Name: TABLE consent; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON TABLE grid.consent IS 'One row for each person, purpose, granularity and class of partners: none includes another, a finer one no coarser one.';

--
-- Name: COLUMN consent.during; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.consent.during IS 'From when it was given until it was withdrawn; it is for data of that time only.';

--
-- Name: COLUMN consent.text_version; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.consent.text_version IS 'The wording that was agreed to.';

--
-- Name: COLUMN consent.proof; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.consent.proof IS 'Where the proof is kept: a document''s number, never its content.';

--
-- Name: consent_consent_id_seq; Type: SEQUENCE; Schema: grid; Owner: -
--

ALTER TABLE grid.consent ALTER COLUMN consent_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME grid.consent_consent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: contact; Type: TABLE; Schema: grid; Owner: -
--

CREATE TABLE grid.contact (
    contact_id bigint NOT NULL,
    contact text NOT NULL,
    topic text NOT NULL,
    email text NOT NULL,
    language text DEFAULT 'fr'::text NOT NULL,
    community_id bigint,
    meter_id bigint,
    customer_id bigint,
    supplier text,
    during daterange NOT NULL,
    CONSTRAINT during_not_empty CHECK (((NOT isempty(during)) AND (NOT lower_inf(during)))),
    CONSTRAINT language_known CHECK ((language = ANY (ARRAY['fr'::text, 'en'::text]))),
    CONSTRAINT one_scope CHECK ((num_nonnulls(community_id, meter_id, customer_id, supplier) = 1)),
    CONSTRAINT scope_of_topic CHECK (
CASE topic
    WHEN 'invoice'::text THEN (customer_id IS NOT NULL)
    WHEN 'demand'::text THEN (meter_id IS NULL)
    ELSE (supplier IS NULL)
END),
    CONSTRAINT topic_known CHECK ((topic = ANY (ARRAY['autarky'::text, 'malfunction'::text, 'demand'::text, 'invoice'::text])))
);

--
-- Name: TABLE contact; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON TABLE grid.contact IS 'Mails go to whom is here, and to nobody else; packages go where the subscription says.';

--
-- Name: COLUMN contact.supplier; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.contact.supplier IS 'As plants name it.';

--
-- Name: COLUMN contact.during; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.contact.during IS 'Local days, half-open: of what happened, or of the issue of an invoice.';

--
-- Name: contact_contact_id_seq; Type: SEQUENCE; Schema: grid; Owner: -
--

ALTER TABLE grid.contact ALTER COLUMN contact_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME grid.contact_contact_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: contract; Type: TABLE; Schema: grid; Owner: -
--

CREATE TABLE grid.contract (
    contract_id bigint NOT NULL,
    contract text NOT NULL,
    customer_id bigint NOT NULL,
    meter_id bigint NOT NULL,
    kind text NOT NULL,
    tariff_id bigint NOT NULL,
    during daterange NOT NULL,
    power_kva numeric(9,3),
    settlement text DEFAULT 'line'::text NOT NULL,
    delivery_point text,
    CONSTRAINT during_not_empty CHECK (((NOT isempty(during)) AND (NOT lower_inf(during)))),
    CONSTRAINT kind_known CHECK ((kind = ANY (ARRAY['consumption'::text, 'production'::text]))),
    CONSTRAINT power_positive CHECK ((power_kva > (0)::numeric)),
    CONSTRAINT settlement_known CHECK (((settlement = 'line'::text) OR ((settlement = 'self_billed'::text) AND (kind = 'production'::text))))
);

--
-- Name: COLUMN contract.during; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.contract.during IS 'Local days: the first is billed, the last is not.';

--
-- Name: COLUMN contract.settlement; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.contract.settlement IS 'How feed-in is paid: a negative line of the invoice, or a self-billed document whose total the invoice counts as paid.';

--
-- Name: COLUMN contract.delivery_point; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.contract.delivery_point IS 'The grid operator''s number of the connection: PRM, EAN.';

--
-- Name: contract_contract_id_seq; Type: SEQUENCE; Schema: grid; Owner: -
--

ALTER TABLE grid.contract ALTER COLUMN contract_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME grid.contract_contract_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: customer; Type: TABLE; Schema: grid; Owner: -
--

CREATE TABLE grid.customer (
    customer_id bigint NOT NULL,
    customer text NOT NULL,
    name text NOT NULL,
    email text,
    address text,
    postcode text,
    city text,
    country text DEFAULT 'FR'::text NOT NULL,
    language text DEFAULT 'fr'::text NOT NULL,
    siren text,
    vat_number text,
    CONSTRAINT country_is_iso CHECK ((country ~ '^[A-Z]{2}$'::text)),
    CONSTRAINT language_known CHECK ((language = ANY (ARRAY['fr'::text, 'en'::text]))),
    CONSTRAINT siren_has_nine_digits CHECK ((siren ~ '^[0-9]{9}$'::text))
);

--
-- Name: COLUMN customer.address; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.customer.address IS 'Street, or the whole address where postcode and city are not given apart.';

--
-- Name: COLUMN customer.siren; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.customer.siren IS 'Of a company; NULL: a household.';

--
-- Name: customer_customer_id_seq; Type: SEQUENCE; Schema: grid; Owner: -
--

ALTER TABLE grid.customer ALTER COLUMN customer_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME grid.customer_customer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: demand; Type: TABLE; Schema: grid; Owner: -
--

CREATE TABLE grid.demand (
    demand_id bigint NOT NULL,
    demand text NOT NULL,
    customer_id bigint NOT NULL,
    community_id bigint NOT NULL,
    power_w bigint NOT NULL,
    start_time time without time zone NOT NULL,
    end_time time without time zone NOT NULL,
    first_day date NOT NULL,
    end_day date,
    announced_at timestamp with time zone NOT NULL,
    CONSTRAINT days_in_order CHECK ((first_day <= end_day)),
    CONSTRAINT power_positive CHECK ((power_w > 0)),
    CONSTRAINT window_not_empty CHECK (((start_time <> end_time) AND (start_time < '24:00:00'::time without time zone) AND (end_time > '00:00:00'::time without time zone)))
);

--
-- Name: TABLE demand; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON TABLE grid.demand IS 'Announced power of partners, each day from first_day until end_day, which is excluded.';

--
-- Name: COLUMN demand.end_day; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.demand.end_day IS 'NULL: open; first_day: it was ended before it began.';

--
-- Name: COLUMN demand.announced_at; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.demand.announced_at IS 'When power, window or first day were said as they are now.';

--
-- Name: demand_demand_id_seq; Type: SEQUENCE; Schema: grid; Owner: -
--

ALTER TABLE grid.demand ALTER COLUMN demand_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME grid.demand_demand_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: device; Type: TABLE; Schema: grid; Owner: -
--

CREATE TABLE grid.device (
    device_id bigint NOT NULL,
    device text NOT NULL,
    meter_id bigint NOT NULL,
    kind text NOT NULL,
    power_w bigint NOT NULL,
    essential boolean NOT NULL,
    capacity_wh bigint,
    during daterange NOT NULL,
    CONSTRAINT car_has_capacity CHECK ((((kind = 'car'::text) = (capacity_wh IS NOT NULL)) AND (capacity_wh > 0))),
    CONSTRAINT during_not_empty CHECK (((NOT isempty(during)) AND (NOT lower_inf(during)))),
    CONSTRAINT kind_known CHECK ((kind = ANY (ARRAY['appliance'::text, 'water_heater'::text, 'heating'::text, 'car'::text]))),
    CONSTRAINT power_positive CHECK ((power_w > 0))
);

--
-- Name: COLUMN device.power_w; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.device.power_w IS 'What it draws when it is on; a car: the greatest power it charges with.';

--
-- Name: COLUMN device.capacity_wh; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.device.capacity_wh IS 'Of a car''s battery; NULL for everything else.';

--
-- Name: device_device_id_seq; Type: SEQUENCE; Schema: grid; Owner: -
--

ALTER TABLE grid.device ALTER COLUMN device_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME grid.device_device_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: emission; Type: TABLE; Schema: grid; Owner: -
--

CREATE TABLE grid.emission (
    market text NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    interval_s integer NOT NULL,
    g_kwh numeric(7,3) NOT NULL,
    CONSTRAINT interval_known CHECK ((interval_s = ANY (ARRAY[900, 1800, 3600]))),
    CONSTRAINT not_negative CHECK ((g_kwh >= (0)::numeric))
);

--
-- Name: COLUMN emission.market; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.emission.market IS 'The bidding zone, under the name that its prices have.';

--
-- Name: COLUMN emission.g_kwh; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.emission.g_kwh IS 'Grams of CO2 equivalent a kWh.';

--
-- Name: interval_block; Type: TABLE; Schema: grid; Owner: -
--

CREATE TABLE grid.interval_block (
    community_id bigint NOT NULL,
    meter_id bigint NOT NULL,
    register smallint NOT NULL,
    day date NOT NULL,
    interval_s integer NOT NULL,
    exponent smallint NOT NULL,
    revision integer NOT NULL,
    batch_id bigint,
    wh integer[] NOT NULL,
    quality smallint[],
    CONSTRAINT register_known CHECK (((register >= 1) AND (register <= 7))),
    CONSTRAINT unit_is_wh_or_mwh CHECK ((exponent = ANY (ARRAY[0, '-3'::integer])))
)
PARTITION BY RANGE (day);
ALTER TABLE ONLY grid.interval_block ALTER COLUMN wh SET COMPRESSION lz4;

--
-- Name: COLUMN interval_block.revision; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.interval_block.revision IS 'One more than the number of dumps that changed a known value that was no estimate.';

--
-- Name: COLUMN interval_block.batch_id; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.interval_block.batch_id IS 'The dump it came from; NULL when several did: see grid.block_part.';

--
-- Name: COLUMN interval_block.wh; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.interval_block.wh IS 'Energy in Wh x 10^exponent; NULL = missing.';

--
-- Name: COLUMN interval_block.quality; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.interval_block.quality IS 'NULL when all are actual, else one code of grid.quality an element.';

--
-- Name: malfunction; Type: TABLE; Schema: grid; Owner: -
--

CREATE TABLE grid.malfunction (
    malfunction_id bigint NOT NULL,
    community_id bigint,
    meter_id bigint,
    kind text NOT NULL,
    subject text DEFAULT ''::text NOT NULL,
    source text DEFAULT ''::text NOT NULL,
    since_at timestamp with time zone NOT NULL,
    detected_at timestamp with time zone NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    evidence jsonb NOT NULL,
    CONSTRAINT absence_of_a_meter CHECK (((kind <> 'absence'::text) OR (meter_id IS NOT NULL))),
    CONSTRAINT closed_after_seen CHECK (((detected_at <= last_seen_at) AND (last_seen_at <= closed_at))),
    CONSTRAINT kind_known CHECK ((kind = ANY (ARRAY['absence'::text, 'inconsistency'::text, 'format'::text])))
);

--
-- Name: COLUMN malfunction.community_id; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.malfunction.community_id IS 'NULL: a dump of no known community.';

--
-- Name: COLUMN malfunction.meter_id; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.malfunction.meter_id IS 'NULL: a dump whose meter is not known.';

--
-- Name: COLUMN malfunction.subject; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.malfunction.subject IS 'The register that is absent (empty: all), the rule or the code.';

--
-- Name: COLUMN malfunction.source; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.malfunction.source IS 'Of bad dumps their names without the digits of a date; else empty.';

--
-- Name: COLUMN malfunction.since_at; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.malfunction.since_at IS 'End of the last reading or of the outage after it, start of the first contradiction, reception of the first bad dump.';

--
-- Name: COLUMN malfunction.evidence; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.malfunction.evidence IS 'Figures: instants, counts, a file and a line. No value of a reading, no person.';

--
-- Name: malfunction_malfunction_id_seq; Type: SEQUENCE; Schema: grid; Owner: -
--

ALTER TABLE grid.malfunction ALTER COLUMN malfunction_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME grid.malfunction_malfunction_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: mandate; Type: TABLE; Schema: grid; Owner: -
--

CREATE TABLE grid.mandate (
    mandate_id bigint NOT NULL,
    mandate text NOT NULL,
    customer_id bigint NOT NULL,
    seller_id bigint NOT NULL,
    holder text NOT NULL,
    iban text NOT NULL,
    bic text,
    signed_on date NOT NULL,
    sequence text DEFAULT 'recurrent'::text NOT NULL,
    end_day date,
    CONSTRAINT ends_after_signature CHECK ((end_day > signed_on)),
    CONSTRAINT reference_is_plain CHECK ((mandate ~ '^[A-Za-z0-9]{1,35}$'::text)),
    CONSTRAINT sequence_known CHECK ((sequence = ANY (ARRAY['recurrent'::text, 'one_off'::text])))
);

--
-- Name: COLUMN mandate.seller_id; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.mandate.seller_id IS 'The creditor that the customer allowed to debit.';

--
-- Name: COLUMN mandate.end_day; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.mandate.end_day IS 'First day on which nothing may be collected any more; NULL: not revoked.';

--
-- Name: mandate_list; Type: VIEW; Schema: grid; Owner: -
--

CREATE VIEW grid.mandate_list AS
 SELECT mandate.mandate_id,
    mandate.mandate,
    mandate.customer_id,
    mandate.seller_id,
    (("left"(mandate.iban, 4) || '…'::text) || "right"(mandate.iban, 4)) AS account,
    mandate.signed_on,
    mandate.sequence,
    mandate.end_day
   FROM grid.mandate;

--
-- Name: mandate_mandate_id_seq; Type: SEQUENCE; Schema: grid; Owner: -
--

ALTER TABLE grid.mandate ALTER COLUMN mandate_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME grid.mandate_mandate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: membership; Type: TABLE; Schema: grid; Owner: -
--

CREATE TABLE grid.membership (
    meter_id bigint NOT NULL,
    community_id bigint NOT NULL,
    during daterange NOT NULL,
    CONSTRAINT during_not_empty CHECK (((NOT isempty(during)) AND (NOT lower_inf(during))))
);

--
-- Name: COLUMN membership.during; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.membership.during IS 'Local days of the community, half-open.';

--
-- Name: meter; Type: TABLE; Schema: grid; Owner: -
--

CREATE TABLE grid.meter (
    meter_id bigint NOT NULL,
    meter text NOT NULL,
    interval_s integer NOT NULL,
    kind text NOT NULL,
    limit_w bigint,
    CONSTRAINT interval_fits_quarter_hour CHECK (((interval_s > 0) AND (((900 % interval_s) = 0) OR (interval_s = ANY (ARRAY[1800, 3600]))))),
    CONSTRAINT kind_known CHECK ((kind = ANY (ARRAY['household'::text, 'plant'::text, 'charger'::text]))),
    CONSTRAINT limit_positive CHECK ((limit_w > 0))
);

--
-- Name: COLUMN meter.limit_w; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.meter.limit_w IS 'Greatest mean power of an interval that is believed; NULL: 100 kW.';

--
-- Name: meter_meter_id_seq; Type: SEQUENCE; Schema: grid; Owner: -
--

ALTER TABLE grid.meter ALTER COLUMN meter_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME grid.meter_meter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: meter_serial; Type: TABLE; Schema: grid; Owner: -
--

CREATE TABLE grid.meter_serial (
    meter_id bigint NOT NULL,
    serial text NOT NULL,
    since timestamp with time zone NOT NULL,
    digits smallint,
    unit text DEFAULT 'kWh'::text NOT NULL,
    CONSTRAINT digits_fit CHECK (((digits >= 1) AND (digits <= 9))),
    CONSTRAINT serial_not_empty CHECK ((serial <> ''::text)),
    CONSTRAINT unit_known CHECK ((unit = ANY (ARRAY['Wh'::text, 'kWh'::text, 'MWh'::text])))
);

--
-- Name: COLUMN meter_serial.since; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.meter_serial.since IS 'First instant at which the meter''s readings are this device''s.';

--
-- Name: COLUMN meter_serial.digits; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.meter_serial.digits IS 'Whole digits of the display: its registers begin again at 10^digits units. NULL: not known, then no rollover is believed.';

--
-- Name: outage; Type: TABLE; Schema: grid; Owner: -
--

CREATE TABLE grid.outage (
    outage_id bigint NOT NULL,
    outage text NOT NULL,
    community_id bigint,
    meter_id bigint,
    register smallint,
    during tstzrange NOT NULL,
    reason text NOT NULL,
    CONSTRAINT during_not_empty CHECK (((NOT isempty(during)) AND (NOT lower_inf(during)))),
    CONSTRAINT one_scope CHECK ((num_nonnulls(community_id, meter_id) = 1)),
    CONSTRAINT register_of_a_meter CHECK (((register IS NULL) OR (((register >= 1) AND (register <= 7)) AND (meter_id IS NOT NULL))))
);

--
-- Name: COLUMN outage.register; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.outage.register IS 'NULL: all of the meter.';

--
-- Name: COLUMN outage.during; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.outage.during IS 'Half-open; without an end: until further notice.';

--
-- Name: outage_outage_id_seq; Type: SEQUENCE; Schema: grid; Owner: -
--

ALTER TABLE grid.outage ALTER COLUMN outage_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME grid.outage_outage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: plant; Type: TABLE; Schema: grid; Owner: -
--

CREATE TABLE grid.plant (
    plant_id bigint NOT NULL,
    plant text NOT NULL,
    supplier text NOT NULL,
    community_id bigint NOT NULL,
    meter_id bigint,
    min_w bigint DEFAULT 0 NOT NULL,
    max_w bigint NOT NULL,
    during daterange NOT NULL,
    CONSTRAINT during_not_empty CHECK (((NOT isempty(during)) AND (NOT lower_inf(during)))),
    CONSTRAINT limits_in_order CHECK (((0 <= min_w) AND (min_w <= max_w)))
);

--
-- Name: COLUMN plant.meter_id; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.plant.meter_id IS 'The meter that measures what it produces; NULL: none does.';

--
-- Name: COLUMN plant.during; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.plant.during IS 'Local days of the community, half-open.';

--
-- Name: plant_plant_id_seq; Type: SEQUENCE; Schema: grid; Owner: -
--

ALTER TABLE grid.plant ALTER COLUMN plant_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME grid.plant_plant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: price; Type: TABLE; Schema: grid; Owner: -
--

CREATE TABLE grid.price (
    market text NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    interval_s integer NOT NULL,
    eur_mwh numeric(10,2) NOT NULL,
    CONSTRAINT interval_known CHECK ((interval_s = ANY (ARRAY[900, 1800, 3600])))
);

--
-- Name: COLUMN price.eur_mwh; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.price.eur_mwh IS 'EUR a MWh; below zero when the market pays for consumption.';

--
-- Name: quality; Type: TABLE; Schema: grid; Owner: -
--

CREATE TABLE grid.quality (
    code smallint NOT NULL,
    grade text NOT NULL,
    raw text NOT NULL,
    CONSTRAINT estimates_are_positive CHECK (((code > 0) = (grade = ANY (ARRAY['E'::text, 'S'::text])))),
    CONSTRAINT grade_known CHECK ((grade = ANY (ARRAY['A'::text, 'E'::text, 'S'::text, 'F'::text, 'M'::text, '?'::text]))),
    CONSTRAINT plain_actual_is_zero CHECK (((code = 0) = ((grade = 'A'::text) AND (raw = ''::text))))
);

--
-- Name: TABLE quality; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON TABLE grid.quality IS 'Qualities that blocks name by code: above 0 estimates, else values that stay.';

--
-- Name: COLUMN quality.grade; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.quality.grade IS 'A actual, E estimated, S substituted, F final substitute, M put in by hand, ? not known.';

--
-- Name: COLUMN quality.raw; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.quality.raw IS 'As the dump writes it; gridctl-…: estimates of our own, values that an edit struck out, resets of an index.';

--
-- Name: reading; Type: VIEW; Schema: grid; Owner: -
--

CREATE VIEW grid.reading AS
 SELECT b.community_id,
    b.meter_id,
    b.register,
    b.day,
    (s.day_start + (((e.i - 1))::double precision * make_interval(secs => (b.interval_s)::double precision))) AS starts_at,
    b.interval_s,
    ((e.wh)::numeric * grid.unit(b.exponent)) AS wh,
    b.revision,
    COALESCE(q.grade, 'A'::text) AS quality
   FROM ((((grid.interval_block b
     JOIN grid.community c USING (community_id))
     CROSS JOIN LATERAL ( SELECT grid.day_start(b.day, c.zone) AS day_start
         OFFSET 0) s)
     CROSS JOIN LATERAL UNNEST(b.wh, b.quality) WITH ORDINALITY e(wh, code, i))
     LEFT JOIN grid.quality q ON ((q.code = e.code)))
  WHERE (e.wh IS NOT NULL);

--
-- Name: register_read; Type: TABLE; Schema: grid; Owner: -
--

CREATE TABLE grid.register_read (
    community_id bigint NOT NULL,
    meter_id bigint NOT NULL,
    register smallint NOT NULL,
    dial text NOT NULL,
    serial text NOT NULL,
    read_at timestamp with time zone NOT NULL,
    batch_id bigint NOT NULL,
    index_mwh bigint NOT NULL,
    quality smallint NOT NULL,
    family smallint NOT NULL,
    turn_mwh bigint,
    CONSTRAINT index_not_negative CHECK ((index_mwh >= 0)),
    CONSTRAINT register_known CHECK (((register >= 1) AND (register <= 4)))
);

--
-- Name: COLUMN register_read.dial; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.register_read.dial IS 'As the dump names it: 1-0:1.8.1, EAS F1; import or export where it has no name.';

--
-- Name: COLUMN register_read.serial; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.register_read.serial IS 'As the dump says it; empty: it says none.';

--
-- Name: COLUMN register_read.quality; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.register_read.quality IS 'Code of grid.quality; the word gridctl-reset: by its mapping the index may have begun again at zero since the read before.';

--
-- Name: COLUMN register_read.family; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.register_read.family IS 'Which dials add up to the register: 0 the whole, else parts. Of several families the smallest counts; of 9 none is made.';

--
-- Name: COLUMN register_read.turn_mwh; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.register_read.turn_mwh IS 'Index at which the register begins again, as the dump''s mapping says; NULL: it says none. The device''s own goes before it.';

--
-- Name: batch; Type: TABLE; Schema: ingest; Owner: -
--

CREATE TABLE ingest.batch (
    batch_id bigint NOT NULL,
    digest bytea NOT NULL,
    file text NOT NULL,
    bytes bigint NOT NULL,
    rank smallint DEFAULT 1 NOT NULL,
    format text DEFAULT 'native'::text NOT NULL,
    community_id bigint,
    received_at timestamp with time zone NOT NULL,
    entered_at timestamp with time zone NOT NULL,
    loaded_at timestamp with time zone NOT NULL,
    layout text NOT NULL,
    read_count bigint NOT NULL,
    loaded_count bigint NOT NULL,
    rejected_count bigint NOT NULL,
    repeated_count bigint NOT NULL,
    conflict_count bigint NOT NULL,
    passed_count bigint DEFAULT 0 NOT NULL,
    CONSTRAINT all_rows_counted CHECK ((read_count = (((loaded_count + rejected_count) + repeated_count) + passed_count))),
    CONSTRAINT rank_known CHECK (((rank >= '-1'::integer) AND (rank <= 2)))
);

--
-- Name: TABLE batch; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON TABLE ingest.batch IS 'One row a dump. batch_id and digest come from its bytes, so the same dump is the same row until it is withdrawn.';

--
-- Name: COLUMN batch.rank; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON COLUMN ingest.batch.rank IS 'What is believed more: -1 nothing, edits that were undone and dumps that were withdrawn; 0 our own estimates, 1 dumps, 2 edits. Decides before the time of reception.';

--
-- Name: COLUMN batch.received_at; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON COLUMN ingest.batch.received_at IS 'When the dump was received, which decides the newer of two values.';

--
-- Name: COLUMN batch.entered_at; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON COLUMN ingest.batch.entered_at IS 'When it was loaded first: decides between dumps of the same name and time.';

--
-- Name: COLUMN batch.passed_count; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON COLUMN ingest.batch.passed_count IS 'Values in order that are not kept: reactive energy, gas.';

--
-- Name: register_state; Type: VIEW; Schema: grid; Owner: -
--

CREATE VIEW grid.register_state AS
 SELECT DISTINCT ON (r.community_id, r.meter_id, r.register, r.dial, r.read_at, COALESCE(NULLIF(r.serial, ''::text), s.serial, ''::text)) r.community_id,
    r.meter_id,
    r.register,
    r.dial,
    r.read_at,
    COALESCE(NULLIF(r.serial, ''::text), s.serial, ''::text) AS serial,
    r.family,
    r.index_mwh,
    r.quality,
    r.turn_mwh,
    r.batch_id
   FROM ((grid.register_read r
     JOIN ingest.batch b USING (batch_id))
     LEFT JOIN LATERAL ( SELECT g.serial
           FROM grid.meter_serial g
          WHERE ((g.meter_id = r.meter_id) AND (g.since <= r.read_at))
          ORDER BY g.since DESC
         LIMIT 1) s ON ((r.serial = ''::text)))
  ORDER BY r.community_id, r.meter_id, r.register, r.dial, r.read_at, COALESCE(NULLIF(r.serial, ''::text), s.serial, ''::text), b.rank DESC, b.received_at DESC, (b.file COLLATE "C") DESC, b.entered_at DESC, b.batch_id DESC;

--
-- Name: VIEW register_state; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON VIEW grid.register_state IS 'Name one community and its meters when reading it: the rest is not looked at then.';

--
-- Name: register_delta; Type: VIEW; Schema: grid; Owner: -
--

CREATE VIEW grid.register_delta AS
 SELECT p.community_id,
    p.meter_id,
    p.register,
    p.family,
    p.dial,
    p.serial,
    p.from_at,
    p.to_at,
    p.from_mwh,
    p.to_mwh,
    (
        CASE
            WHEN (t.began_again AND ((p.to_at - p.from_at) > make_interval(secs => (m.interval_s)::double precision))) THEN NULL::numeric
            WHEN (p.to_mwh >= p.from_mwh) THEN ((p.to_mwh - p.from_mwh))::numeric
            WHEN t.began_again THEN (p.to_mwh)::numeric
            WHEN t.rolled_over THEN (((p.to_mwh - p.from_mwh))::numeric + t.turn)
            ELSE NULL::numeric
        END * 0.001) AS wh,
    ((p.to_mwh < p.from_mwh) AND t.rolled_over AND (NOT t.began_again)) AS rolled_over,
        CASE
            WHEN ((p.to_mwh < p.from_mwh) AND (NOT t.rolled_over) AND (NOT t.began_again)) THEN 'index-decreased'::text
            ELSE NULL::text
        END AS reason,
    p.from_count,
    p.to_count
   FROM (((((( SELECT state.community_id,
            state.meter_id,
            state.register,
            state.family,
            state.dial,
            state.serial,
            lag(state.read_at) OVER dial AS from_at,
            state.read_at AS to_at,
            lag(state.index_mwh) OVER dial AS from_mwh,
            state.index_mwh AS to_mwh,
            lag(state.dials) OVER dial AS from_count,
            state.dials AS to_count,
            state.quality,
            state.turn_mwh
           FROM ( SELECT register_state.community_id,
                    register_state.meter_id,
                    register_state.register,
                    register_state.dial,
                    register_state.read_at,
                    register_state.serial,
                    register_state.family,
                    register_state.index_mwh,
                    register_state.quality,
                    register_state.turn_mwh,
                    register_state.batch_id,
                    count(*) OVER (PARTITION BY register_state.community_id, register_state.meter_id, register_state.register, register_state.serial, register_state.family, register_state.read_at) AS dials
                   FROM grid.register_state) state
          WINDOW dial AS (PARTITION BY state.community_id, state.meter_id, state.register, state.family, state.dial, state.serial ORDER BY state.read_at)) p
     JOIN grid.meter m USING (meter_id))
     LEFT JOIN grid.meter_serial g USING (meter_id, serial))
     LEFT JOIN grid.quality q ON ((q.code = p.quality)))
     CROSS JOIN LATERAL ( SELECT COALESCE((((10)::numeric ^ (g.digits)::numeric) * (
                CASE g.unit
                    WHEN 'Wh'::text THEN 1000
                    WHEN 'kWh'::text THEN 1000000
                    ELSE 1000000000
                END)::numeric), (p.turn_mwh)::numeric) AS turn) d)
     CROSS JOIN LATERAL ( SELECT trunc(d.turn) AS turn,
            COALESCE((((p.from_mwh)::numeric < d.turn) AND (((((p.to_mwh - p.from_mwh))::numeric + d.turn) * (3600)::numeric) <= (((COALESCE(m.limit_w, (100000)::bigint))::numeric * EXTRACT(epoch FROM (p.to_at - p.from_at))) * (1000)::numeric))), false) AS rolled_over,
            COALESCE((q.raw = 'gridctl-reset'::text), false) AS began_again) t)
  WHERE (p.from_at IS NOT NULL);

--
-- Name: COLUMN register_delta.wh; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.register_delta.wh IS 'NULL: nothing can be said, see reason; none: the register may have begun again.';

--
-- Name: COLUMN register_delta.from_count; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.register_delta.from_count IS 'Dials of the family that were read at from_at; to_count: at to_at.';

--
-- Name: register_step; Type: VIEW; Schema: grid; Owner: -
--

CREATE VIEW grid.register_step AS
 SELECT DISTINCT ON (d.community_id, d.meter_id, d.register, d.serial, d.from_at, d.to_at) d.community_id,
    d.meter_id,
    d.register,
    d.serial,
    d.from_at,
    d.to_at,
    d.delta_wh
   FROM ( SELECT register_delta.community_id,
            register_delta.meter_id,
            register_delta.register,
            register_delta.serial,
            register_delta.family,
            register_delta.from_at,
            register_delta.to_at,
                CASE
                    WHEN bool_and((register_delta.wh IS NOT NULL)) THEN sum(register_delta.wh)
                    ELSE NULL::numeric
                END AS delta_wh
           FROM grid.register_delta
          GROUP BY register_delta.community_id, register_delta.meter_id, register_delta.register, register_delta.serial, register_delta.family,
                CASE register_delta.family
                    WHEN 0 THEN register_delta.dial
                    ELSE NULL::text
                END, register_delta.from_at, register_delta.to_at
         HAVING ((register_delta.family = 0) OR ((count(*) = min(register_delta.from_count)) AND (count(*) = min(register_delta.to_count))))) d
  ORDER BY d.community_id, d.meter_id, d.register, d.serial, d.from_at, d.to_at, d.family;

--
-- Name: COLUMN register_step.delta_wh; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.register_step.delta_wh IS 'NULL: nothing can be said.';

--
-- Name: register_check; Type: VIEW; Schema: grid; Owner: -
--

CREATE VIEW grid.register_check AS
 SELECT p.community_id,
    p.meter_id,
    p.register,
    p.serial,
    p.from_at,
    p.to_at,
    p.delta_wh,
    i.interval_wh,
    (GREATEST((s.slots - (i.known)::numeric), (0)::numeric))::integer AS missing_count,
    ((s.first_at = p.from_at) AND (s.end_at = p.to_at)) AS is_exact
   FROM ((( SELECT d.community_id,
            d.meter_id,
            d.register,
            d.serial,
            d.from_at,
            d.to_at,
            d.delta_wh,
            c.zone,
            make_interval(secs => (m.interval_s)::double precision) AS slot,
            grid.day_start(((d.from_at AT TIME ZONE c.zone))::date, c.zone) AS first_day_at,
            grid.day_start(((d.to_at AT TIME ZONE c.zone))::date, c.zone) AS last_day_at
           FROM ((grid.register_step d
             JOIN grid.community c USING (community_id))
             JOIN grid.meter m USING (meter_id))
          WHERE ((d.to_at - d.from_at) > make_interval(secs => (m.interval_s)::double precision))) p
     CROSS JOIN LATERAL ( SELECT edge.first_at,
            edge.end_at,
            floor((EXTRACT(epoch FROM (edge.end_at - edge.first_at)) / EXTRACT(epoch FROM p.slot))) AS slots
           FROM ( SELECT (p.first_day_at + ((ceil((EXTRACT(epoch FROM (p.from_at - p.first_day_at)) / EXTRACT(epoch FROM p.slot))))::double precision * p.slot)) AS first_at,
                    (p.last_day_at + ((floor((EXTRACT(epoch FROM (p.to_at - p.last_day_at)) / EXTRACT(epoch FROM p.slot))))::double precision * p.slot)) AS end_at) edge) s)
     CROSS JOIN LATERAL ( SELECT COALESCE(sum(((e.wh)::numeric * grid.unit(b.exponent))), (0)::numeric) AS interval_wh,
            count(e.wh) AS known
           FROM ((grid.interval_block b
             CROSS JOIN LATERAL ( SELECT grid.day_start(b.day, p.zone) AS day_start
                 OFFSET 0) d)
             CROSS JOIN LATERAL unnest(b.wh) WITH ORDINALITY e(wh, i))
          WHERE ((b.community_id = p.community_id) AND (b.meter_id = p.meter_id) AND (b.register = p.register) AND ((b.day >= ((p.from_at AT TIME ZONE p.zone))::date) AND (b.day <= ((p.to_at AT TIME ZONE p.zone))::date)) AND ((d.day_start + (((e.i - 1))::double precision * make_interval(secs => (b.interval_s)::double precision))) >= p.from_at) AND ((d.day_start + ((e.i)::double precision * make_interval(secs => (b.interval_s)::double precision))) <= p.to_at))) i);

--
-- Name: COLUMN register_check.interval_wh; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.register_check.interval_wh IS 'Sum of the intervals known; to be compared where missing_count is 0.';

--
-- Name: seller; Type: TABLE; Schema: grid; Owner: -
--

CREATE TABLE grid.seller (
    seller_id bigint NOT NULL,
    seller text NOT NULL
);

--
-- Name: seller_seller_id_seq; Type: SEQUENCE; Schema: grid; Owner: -
--

ALTER TABLE grid.seller ALTER COLUMN seller_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME grid.seller_seller_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: seller_version; Type: TABLE; Schema: grid; Owner: -
--

CREATE TABLE grid.seller_version (
    seller_id bigint NOT NULL,
    valid_from date NOT NULL,
    name text NOT NULL,
    legal_form text,
    street text NOT NULL,
    postcode text NOT NULL,
    city text NOT NULL,
    country text NOT NULL,
    siren text,
    vat_number text,
    email text,
    phone text,
    website text,
    iban text,
    bic text,
    creditor_id text,
    complaints text,
    mediator text,
    late_percent numeric(5,2),
    CONSTRAINT country_is_iso CHECK ((country ~ '^[A-Z]{2}$'::text)),
    CONSTRAINT siren_has_nine_digits CHECK ((siren ~ '^[0-9]{9}$'::text))
);

--
-- Name: COLUMN seller_version.creditor_id; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.seller_version.creditor_id IS 'SEPA creditor identifier.';

--
-- Name: COLUMN seller_version.late_percent; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.seller_version.late_percent IS 'Yearly interest on late payments, printed on invoices.';

--
-- Name: sharing_key; Type: TABLE; Schema: grid; Owner: -
--

CREATE TABLE grid.sharing_key (
    community_id bigint NOT NULL,
    key text NOT NULL,
    during daterange NOT NULL,
    slot_s integer DEFAULT 900 NOT NULL,
    CONSTRAINT during_not_empty CHECK (((NOT isempty(during)) AND (NOT lower_inf(during)))),
    CONSTRAINT key_known CHECK ((key = ANY (ARRAY['static'::text, 'prorata'::text, 'dynamic'::text, 'full_dynamic'::text, 'priority'::text]))),
    CONSTRAINT slot_known CHECK ((slot_s = ANY (ARRAY[900, 1800])))
);

--
-- Name: COLUMN sharing_key.slot_s; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.sharing_key.slot_s IS 'Seconds of a settlement slot.';

--
-- Name: sharing_member; Type: TABLE; Schema: grid; Owner: -
--

CREATE TABLE grid.sharing_member (
    community_id bigint NOT NULL,
    meter_id bigint NOT NULL,
    during daterange NOT NULL,
    coefficient numeric(7,6),
    rank integer,
    CONSTRAINT coefficient_is_share CHECK (((coefficient >= (0)::numeric) AND (coefficient <= (1)::numeric))),
    CONSTRAINT during_not_empty CHECK (((NOT isempty(during)) AND (NOT lower_inf(during)))),
    CONSTRAINT one_of_both CHECK ((num_nonnulls(coefficient, rank) = 1)),
    CONSTRAINT rank_positive CHECK ((rank > 0))
);

--
-- Name: COLUMN sharing_member.coefficient; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.sharing_member.coefficient IS 'Share of each slot''s surplus; a day''s shares add up to 1.000000.';

--
-- Name: COLUMN sharing_member.rank; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.sharing_member.rank IS 'Served in this order; equal ranks by their import.';

--
-- Name: sharing_slot; Type: TABLE; Schema: grid; Owner: -
--

CREATE TABLE grid.sharing_slot (
    community_id bigint NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    producer_meter_id bigint NOT NULL,
    meter_id bigint NOT NULL,
    coefficient numeric(7,6) NOT NULL,
    CONSTRAINT coefficient_is_share CHECK (((coefficient >= (0)::numeric) AND (coefficient <= (1)::numeric)))
);

--
-- Name: COLUMN sharing_slot.producer_meter_id; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.sharing_slot.producer_meter_id IS 'Whose surplus is shared; 0: everybody''s together.';

--
-- Name: tariff; Type: TABLE; Schema: grid; Owner: -
--

CREATE TABLE grid.tariff (
    tariff_id bigint NOT NULL,
    tariff text NOT NULL
);

--
-- Name: tariff_price; Type: TABLE; Schema: grid; Owner: -
--

CREATE TABLE grid.tariff_price (
    tariff_id bigint NOT NULL,
    valid_from date NOT NULL,
    component text NOT NULL,
    period text NOT NULL,
    above_kwh numeric(12,3) DEFAULT 0 NOT NULL,
    power_kva numeric(9,3) DEFAULT 0 NOT NULL,
    price numeric(12,6),
    vat_rate numeric(5,2),
    vat_tax_id bigint,
    tax_id bigint,
    windows text[] DEFAULT '{}'::text[] NOT NULL,
    CONSTRAINT blocks_only_for_energy CHECK (((above_kwh >= (0)::numeric) AND ((component = 'energy'::text) OR (above_kwh = (0)::numeric)))),
    CONSTRAINT component_known CHECK ((component = ANY (ARRAY['standing_charge'::text, 'power'::text, 'energy'::text, 'community'::text, 'feed_in'::text, 'community_feed_in'::text, 'tax'::text]))),
    CONSTRAINT power_only_for_standing_charge CHECK (((power_kva >= (0)::numeric) AND ((component = 'standing_charge'::text) OR (power_kva = (0)::numeric)))),
    CONSTRAINT price_not_negative CHECK ((price >= (0)::numeric)),
    CONSTRAINT tax_or_price CHECK (
CASE component
    WHEN 'tax'::text THEN ((tax_id IS NOT NULL) AND (num_nonnulls(price, vat_rate, vat_tax_id) = 0))
    ELSE ((tax_id IS NULL) AND (price IS NOT NULL) AND (num_nonnulls(vat_rate, vat_tax_id) = 1))
END),
    CONSTRAINT vat_rate_is_percent CHECK (((vat_rate >= (0)::numeric) AND (vat_rate <= (100)::numeric))),
    CONSTRAINT windows_only_for_energy CHECK (((component = ANY (ARRAY['energy'::text, 'feed_in'::text])) OR (windows = '{}'::text[])))
);

--
-- Name: TABLE tariff_price; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON TABLE grid.tariff_price IS 'EUR excl. VAT: a month for standing_charge, a kVA and month for power, else a kWh. A tax has the prices of grid.tax_rate.';

--
-- Name: COLUMN tariff_price.period; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.tariff_price.period IS 'Name of the energy period; of a tax its code.';

--
-- Name: COLUMN tariff_price.above_kwh; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.tariff_price.above_kwh IS 'The price is that of the kWh of a month and energy period above this.';

--
-- Name: COLUMN tariff_price.power_kva; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.tariff_price.power_kva IS 'Subscribed power that the standing charge is for; 0: any.';

--
-- Name: COLUMN tariff_price.vat_rate; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.tariff_price.vat_rate IS 'Percent of VAT; or the VAT of vat_tax_id, whose rates have their own days.';

--
-- Name: COLUMN tariff_price.windows; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.tariff_price.windows IS 'When the energy period is: [season/][days/]HH:MM-HH:MM in local time, see Grid.TariffWindow; empty: all the rest.';

--
-- Name: tariff_tariff_id_seq; Type: SEQUENCE; Schema: grid; Owner: -
--

ALTER TABLE grid.tariff ALTER COLUMN tariff_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME grid.tariff_tariff_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: tariff_version; Type: TABLE; Schema: grid; Owner: -
--

CREATE TABLE grid.tariff_version (
    tariff_id bigint NOT NULL,
    valid_from date NOT NULL,
    calendar_id bigint
);

--
-- Name: tax; Type: TABLE; Schema: grid; Owner: -
--

CREATE TABLE grid.tax (
    tax_id bigint NOT NULL,
    tax text NOT NULL
);

--
-- Name: tax_rate; Type: TABLE; Schema: grid; Owner: -
--

CREATE TABLE grid.tax_rate (
    tax_id bigint NOT NULL,
    valid_from date NOT NULL,
    unit text NOT NULL,
    rate numeric(12,6) NOT NULL,
    vat_rate numeric(5,2),
    vat_tax_id bigint,
    CONSTRAINT rate_not_negative CHECK ((rate >= (0)::numeric)),
    CONSTRAINT unit_known CHECK ((unit = ANY (ARRAY['percent'::text, 'kWh'::text, 'grid_kWh'::text, 'month'::text, 'kVA'::text]))),
    CONSTRAINT vat_on_levies_only CHECK ((num_nonnulls(vat_rate, vat_tax_id) =
CASE unit
    WHEN 'percent'::text THEN 0
    ELSE 1
END))
);

--
-- Name: COLUMN tax_rate.unit; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.tax_rate.unit IS 'percent: a VAT rate; else a levy in EUR a kWh of all that is drawn, a kWh from outside the community, a month, or a kVA and month.';

--
-- Name: COLUMN tax_rate.vat_rate; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.tax_rate.vat_rate IS 'Percent of VAT on the levy; or the VAT of vat_tax_id, whose rates have their own days.';

--
-- Name: tax_tax_id_seq; Type: SEQUENCE; Schema: grid; Owner: -
--

ALTER TABLE grid.tax ALTER COLUMN tax_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME grid.tax_tax_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: tolerance; Type: TABLE; Schema: grid; Owner: -
--

CREATE TABLE grid.tolerance (
    meter_id bigint,
    kind text,
    format text,
    every_s integer NOT NULL,
    warn_percent integer DEFAULT 150 NOT NULL,
    tolerance_percent integer DEFAULT 200 NOT NULL,
    reject_count integer DEFAULT 10 NOT NULL,
    reject_percent integer DEFAULT 5 NOT NULL,
    CONSTRAINT every_positive CHECK ((every_s > 0)),
    CONSTRAINT kind_known CHECK ((kind = ANY (ARRAY['household'::text, 'plant'::text, 'charger'::text]))),
    CONSTRAINT meter_alone CHECK (((meter_id IS NULL) OR (num_nonnulls(kind, format) = 0))),
    CONSTRAINT rejects_positive CHECK (((reject_count > 0) AND ((reject_percent >= 1) AND (reject_percent <= 100)))),
    CONSTRAINT warned_first CHECK (((100 <= warn_percent) AND (warn_percent <= tolerance_percent)))
);

--
-- Name: COLUMN tolerance.kind; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.tolerance.kind IS 'Of the meter; NULL: any.';

--
-- Name: COLUMN tolerance.format; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.tolerance.format IS 'Of the dumps that its readings come in, as ingest.batch has it; NULL: any.';

--
-- Name: COLUMN tolerance.every_s; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.tolerance.every_s IS 'Seconds between two receptions; a meter with a longer interval has its interval.';

--
-- Name: COLUMN tolerance.warn_percent; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.tolerance.warn_percent IS 'Of every_s: readings that are older are late.';

--
-- Name: COLUMN tolerance.tolerance_percent; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.tolerance.tolerance_percent IS 'Of every_s: readings that are older are absent.';

--
-- Name: COLUMN tolerance.reject_count; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.tolerance.reject_count IS 'So many bad rows of one kind in a dump are a malfunction.';

--
-- Name: COLUMN tolerance.reject_percent; Type: COMMENT; Schema: grid; Owner: -
--

COMMENT ON COLUMN grid.tolerance.reject_percent IS 'So many percent of a dump''s rows are one too.';

--
-- Name: channel; Type: TABLE; Schema: ingest; Owner: -
--

CREATE TABLE ingest.channel (
    meter_id bigint NOT NULL,
    register smallint NOT NULL,
    format text NOT NULL,
    name text NOT NULL
);

--
-- Name: TABLE channel; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON TABLE ingest.channel IS 'Which register of dumps fills a register of a meter: the one that was loaded first.';

--
-- Name: COLUMN channel.name; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON COLUMN ingest.channel.name IS 'As dumps of the form name the register: E1, 1-1:1.10.0.';

--
-- Name: edit; Type: TABLE; Schema: ingest; Owner: -
--

CREATE TABLE ingest.edit (
    edit_id bigint NOT NULL,
    community_id bigint NOT NULL,
    meter_id bigint NOT NULL,
    register smallint NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    kind text NOT NULL,
    argument text,
    reason text NOT NULL,
    "user" text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    entered_at timestamp with time zone NOT NULL,
    interval_count integer NOT NULL,
    before_count integer NOT NULL,
    before_wh numeric NOT NULL,
    after_count integer NOT NULL,
    after_wh numeric NOT NULL,
    undoes bigint,
    batch_id bigint,
    run_id bigint,
    CONSTRAINT kind_known CHECK ((kind = ANY (ARRAY['value'::text, 'factor'::text, 'file'::text, 'missing'::text, 'undo'::text]))),
    CONSTRAINT reason_given CHECK (((reason <> ''::text) AND ("user" <> ''::text))),
    CONSTRAINT undo_of_an_edit CHECK ((((kind = 'undo'::text) = (undoes IS NOT NULL)) AND ((undoes IS NULL) = (batch_id IS NOT NULL))))
);

--
-- Name: COLUMN edit.made_at; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON COLUMN ingest.edit.made_at IS 'Clock of the run.';

--
-- Name: COLUMN edit.before_count; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON COLUMN ingest.edit.before_count IS 'Intervals of the range with a value before the edit; after_count: behind it.';

--
-- Name: COLUMN edit.undoes; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON COLUMN ingest.edit.undoes IS 'The edit that this one takes back.';

--
-- Name: edit_edit_id_seq; Type: SEQUENCE; Schema: ingest; Owner: -
--

ALTER TABLE ingest.edit ALTER COLUMN edit_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME ingest.edit_edit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: estimate; Type: TABLE; Schema: ingest; Owner: -
--

CREATE TABLE ingest.estimate (
    community_id bigint NOT NULL,
    meter_id bigint NOT NULL,
    register smallint NOT NULL,
    day date NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    made_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    method text NOT NULL,
    interval_count integer NOT NULL,
    wh numeric,
    basis json NOT NULL,
    closed_at timestamp with time zone,
    run_id bigint,
    CONSTRAINT method_known CHECK ((method = ANY (ARRAY['linear'::text, 'like-days'::text, 'index'::text, 'none'::text]))),
    CONSTRAINT sum_unless_none CHECK (((wh IS NULL) = (method = 'none'::text)))
);

--
-- Name: COLUMN estimate.interval_count; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON COLUMN ingest.estimate.interval_count IS 'Intervals that are missing.';

--
-- Name: COLUMN estimate.wh; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON COLUMN ingest.estimate.wh IS 'Sum of the estimates.';

--
-- Name: COLUMN estimate.basis; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON COLUMN ingest.estimate.basis IS 'Days, neighbours and index reads that it was made of; why there is none.';

--
-- Name: COLUMN estimate.closed_at; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON COLUMN ingest.estimate.closed_at IS 'Clock of the run that found actual values, or made another estimate; NULL: it holds.';

--
-- Name: mapping; Type: TABLE; Schema: ingest; Owner: -
--

CREATE TABLE ingest.mapping (
    mapping text NOT NULL,
    document text NOT NULL,
    files text[] NOT NULL,
    header text
);

--
-- Name: TABLE mapping; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON TABLE ingest.mapping IS 'Documents that say how CSV dumps are read: gridctl help mapping.';

--
-- Name: COLUMN mapping.files; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON COLUMN ingest.mapping.files IS 'Names of the files it is for, with * and ?; none: the header decides.';

--
-- Name: COLUMN mapping.header; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON COLUMN ingest.mapping.header IS 'The whole header line of the files it is for; NULL: any.';

--
-- Name: refusal; Type: TABLE; Schema: ingest; Owner: -
--

CREATE TABLE ingest.refusal (
    file text NOT NULL,
    received_at timestamp with time zone NOT NULL,
    refused_at timestamp with time zone NOT NULL,
    community_id bigint,
    reason text NOT NULL
);

--
-- Name: COLUMN refusal.received_at; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON COLUMN ingest.refusal.received_at IS 'As of a dump that was loaded.';

--
-- Name: COLUMN refusal.community_id; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON COLUMN ingest.refusal.community_id IS 'The one that was named; NULL: none.';

--
-- Name: reject; Type: TABLE; Schema: ingest; Owner: -
--

CREATE TABLE ingest.reject (
    batch_id bigint NOT NULL,
    line bigint NOT NULL,
    "column" integer,
    code text NOT NULL,
    raw text NOT NULL,
    note text,
    reading text,
    number integer DEFAULT 1 NOT NULL
);

--
-- Name: TABLE reject; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON TABLE ingest.reject IS 'Rows of a dump that were not loaded. Code conflicting-duplicate: the line was loaded and
replaced an earlier one of the same dump, whose values are in note.';

--
-- Name: COLUMN reject.line; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON COLUMN ingest.reject.line IS 'Physical line, 1-based, the header included.';

--
-- Name: COLUMN reject."column"; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON COLUMN ingest.reject."column" IS 'Field of the line, 1-based; NULL when the whole line is meant.';

--
-- Name: COLUMN reject.raw; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON COLUMN ingest.reject.raw IS 'The line as it came; bytes that are not UTF-8 as \xHH, at most 1,000 bytes.';

--
-- Name: COLUMN reject.note; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON COLUMN ingest.reject.note IS 'What a conflicting line replaced; when a future interval ends.';

--
-- Name: COLUMN reject.reading; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON COLUMN ingest.reject.reading IS 'The reading, where the registry alone was in its way: what rejects retry loads.';

--
-- Name: COLUMN reject.number; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON COLUMN ingest.reject.number IS 'Running number in its dump.';

--
-- Name: rule; Type: TABLE; Schema: ingest; Owner: -
--

CREATE TABLE ingest.rule (
    rule text NOT NULL,
    class text,
    meter_id bigint,
    threshold bigint NOT NULL,
    floor_w bigint,
    severity text NOT NULL,
    parts bigint[],
    CONSTRAINT class_known CHECK ((class = ANY (ARRAY['household'::text, 'plant'::text, 'charger'::text]))),
    CONSTRAINT class_or_meter CHECK ((num_nonnulls(class, meter_id) = 1)),
    CONSTRAINT parts_of_a_meter CHECK (((parts IS NULL) OR ((rule = 'plant-vs-sum'::text) AND (meter_id IS NOT NULL)))),
    CONSTRAINT severity_known CHECK ((severity = ANY (ARRAY['warn'::text, 'fail'::text, 'off'::text]))),
    CONSTRAINT threshold_not_negative CHECK (((threshold >= 0) AND (floor_w >= 0)))
);

--
-- Name: COLUMN rule.threshold; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON COLUMN ingest.rule.threshold IS 'In the unit of the rule, see gridctl help vee run.';

--
-- Name: COLUMN rule.floor_w; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON COLUMN ingest.rule.floor_w IS 'Mean power below which a rule that looks at power finds nothing.';

--
-- Name: COLUMN rule.parts; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON COLUMN ingest.rule.parts IS 'Meters whose sum the meter is said to be.';

--
-- Name: unvalidated; Type: TABLE; Schema: ingest; Owner: -
--

CREATE TABLE ingest.unvalidated (
    community_id bigint NOT NULL,
    meter_id bigint NOT NULL,
    days daterange NOT NULL,
    CONSTRAINT days_bounded CHECK (((NOT isempty(days)) AND (NOT lower_inf(days)) AND (NOT upper_inf(days))))
);

--
-- Name: TABLE unvalidated; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON TABLE ingest.unvalidated IS 'Meter days whose readings changed since they were validated; rows may overlap.';

--
-- Name: validation; Type: TABLE; Schema: ingest; Owner: -
--

CREATE TABLE ingest.validation (
    community_id bigint NOT NULL,
    meter_id bigint NOT NULL,
    until date NOT NULL,
    estimated date NOT NULL,
    CONSTRAINT validated_first CHECK ((estimated <= until))
);

--
-- Name: COLUMN validation.estimated; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON COLUMN ingest.validation.estimated IS 'Up to which day their gaps were filled: earlier where a run was not asked to.';

--
-- Name: verdict; Type: TABLE; Schema: ingest; Owner: -
--

CREATE TABLE ingest.verdict (
    community_id bigint NOT NULL,
    meter_id bigint NOT NULL,
    day date NOT NULL,
    last_day date NOT NULL,
    rule text NOT NULL,
    register smallint NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    severity text NOT NULL,
    threshold text NOT NULL,
    evidence jsonb NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    run_id bigint,
    CONSTRAINT days_in_order CHECK (((day <= last_day) AND ((day = last_day) OR (rule = 'gap'::text)))),
    CONSTRAINT severity_known CHECK ((severity = ANY (ARRAY['warn'::text, 'fail'::text]))),
    CONSTRAINT starts_before_end CHECK ((starts_at < ends_at))
);

--
-- Name: COLUMN verdict.day; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON COLUMN ingest.verdict.day IS 'Local day of the stretch; of a gap the first one.';

--
-- Name: COLUMN verdict.register; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON COLUMN ingest.verdict.register IS '0: of the meter, not of one register.';

--
-- Name: COLUMN verdict.threshold; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON COLUMN ingest.verdict.threshold IS 'What the rule allowed, with its unit.';

--
-- Name: COLUMN verdict.closed_at; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON COLUMN ingest.verdict.closed_at IS 'Clock of the run that no longer found it; NULL: open.';

--
-- Name: COLUMN verdict.run_id; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON COLUMN ingest.verdict.run_id IS 'The run of ops.run that found it, or closed it.';

--
-- Name: withdrawal; Type: TABLE; Schema: ingest; Owner: -
--

CREATE TABLE ingest.withdrawal (
    batch_id bigint NOT NULL,
    reason text NOT NULL,
    "user" text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    entered_at timestamp with time zone NOT NULL,
    value_count bigint NOT NULL,
    index_count bigint NOT NULL,
    run_id bigint,
    CONSTRAINT reason_given CHECK (((reason <> ''::text) AND ("user" <> ''::text)))
);

--
-- Name: COLUMN withdrawal.made_at; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON COLUMN ingest.withdrawal.made_at IS 'Clock of the run.';

--
-- Name: COLUMN withdrawal.value_count; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON COLUMN ingest.withdrawal.value_count IS 'Values of intervals that the dump had said, kept as parts of blocks.';

--
-- Name: COLUMN withdrawal.index_count; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON COLUMN ingest.withdrawal.index_count IS 'Index reads that it had said; they are not kept.';

--
-- Name: zabbix_item; Type: TABLE; Schema: ingest; Owner: -
--

CREATE TABLE ingest.zabbix_item (
    meter_id bigint NOT NULL,
    register smallint NOT NULL,
    itemid bigint,
    host text,
    key text,
    quantity text NOT NULL,
    unit text,
    negative smallint,
    factor numeric NOT NULL,
    hold_s integer,
    starts_at timestamp with time zone NOT NULL,
    position_s bigint,
    position_ns integer,
    CONSTRAINT id_or_key CHECK (((itemid IS NULL) = ((host IS NOT NULL) AND (key IS NOT NULL)))),
    CONSTRAINT position_whole CHECK (((position_s IS NULL) = (position_ns IS NULL))),
    CONSTRAINT quantity_known CHECK ((quantity = ANY (ARRAY['power'::text, 'energy'::text, 'index'::text, 'level'::text]))),
    CONSTRAINT register_known CHECK ((((register >= 1) AND (register <= 7)) AND ((negative >= 1) AND (negative <= 6))))
);

--
-- Name: TABLE zabbix_item; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON TABLE ingest.zabbix_item IS 'Items of a Zabbix server that are registers of meters, and how far they were read.';

--
-- Name: COLUMN zabbix_item.unit; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON COLUMN ingest.zabbix_item.unit IS 'NULL: that of the item.';

--
-- Name: COLUMN zabbix_item.negative; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON COLUMN ingest.zabbix_item.negative IS 'Register of values below zero, with their sign turned.';

--
-- Name: COLUMN zabbix_item.hold_s; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON COLUMN ingest.zabbix_item.hold_s IS 'How long a value holds without a next one; NULL: three delays of the item.';

--
-- Name: COLUMN zabbix_item.starts_at; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON COLUMN ingest.zabbix_item.starts_at IS 'Nothing older is read.';

--
-- Name: COLUMN zabbix_item.position_s; Type: COMMENT; Schema: ingest; Owner: -
--

COMMENT ON COLUMN ingest.zabbix_item.position_s IS 'clock and ns of the newest value that was read.';

--
-- Name: battery_day; Type: TABLE; Schema: operate; Owner: -
--

CREATE TABLE operate.battery_day (
    community_id bigint NOT NULL,
    battery_id bigint NOT NULL,
    day date NOT NULL,
    slot_s integer NOT NULL,
    expected_count integer NOT NULL,
    present_count integer NOT NULL,
    start_wh numeric NOT NULL,
    end_wh numeric NOT NULL,
    charge_wh numeric NOT NULL,
    discharge_wh numeric NOT NULL,
    loss_wh numeric NOT NULL,
    excess_wh numeric NOT NULL,
    short_wh numeric NOT NULL,
    metered_wh numeric,
    deviation_wh numeric,
    violation_count integer NOT NULL,
    state_at timestamp with time zone,
    level bigint[] NOT NULL,
    CONSTRAINT counted CHECK (((present_count >= 0) AND (present_count <= expected_count))),
    CONSTRAINT energy_conserved CHECK (((((((start_wh + charge_wh) - loss_wh) - excess_wh) - discharge_wh) + short_wh) = end_wh))
);

--
-- Name: COLUMN battery_day.expected_count; Type: COMMENT; Schema: operate; Owner: -
--

COMMENT ON COLUMN operate.battery_day.expected_count IS 'Intervals of the day that had ended; present_count: those that are known.';

--
-- Name: COLUMN battery_day.loss_wh; Type: COMMENT; Schema: operate; Owner: -
--

COMMENT ON COLUMN operate.battery_day.loss_wh IS 'What charging loses: charge x (1 - efficiency), rounded up to mWh an interval.';

--
-- Name: COLUMN battery_day.excess_wh; Type: COMMENT; Schema: operate; Owner: -
--

COMMENT ON COLUMN operate.battery_day.excess_wh IS 'What was charged and did not fit; short_wh: what was discharged and was not there.';

--
-- Name: COLUMN battery_day.metered_wh; Type: COMMENT; Schema: operate; Owner: -
--

COMMENT ON COLUMN operate.battery_day.metered_wh IS 'The last level of the day that the meter says; the next day starts there. NULL: none.';

--
-- Name: COLUMN battery_day.deviation_wh; Type: COMMENT; Schema: operate; Owner: -
--

COMMENT ON COLUMN operate.battery_day.deviation_wh IS 'Greatest distance between the replayed level and the meter''s.';

--
-- Name: COLUMN battery_day.state_at; Type: COMMENT; Schema: operate; Owner: -
--

COMMENT ON COLUMN operate.battery_day.state_at IS 'End of the last interval that is known; NULL: none of the day.';

--
-- Name: COLUMN battery_day.level; Type: COMMENT; Schema: operate; Owner: -
--

COMMENT ON COLUMN operate.battery_day.level IS 'mWh at the end of each slot of the local day.';

--
-- Name: battery_plan; Type: TABLE; Schema: operate; Owner: -
--

CREATE TABLE operate.battery_plan (
    community_id bigint NOT NULL,
    battery_id bigint NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    slot_s integer NOT NULL,
    market text NOT NULL,
    price_eur_mwh numeric(10,2),
    standard_eur_mwh numeric(12,3),
    charge_w bigint NOT NULL,
    discharge_w bigint NOT NULL,
    surplus_wh numeric NOT NULL,
    level_wh numeric NOT NULL,
    reason text NOT NULL,
    CONSTRAINT one_direction CHECK (((charge_w >= 0) AND (discharge_w >= 0) AND ((charge_w = 0) OR (discharge_w = 0)))),
    CONSTRAINT reason_known CHECK ((reason = ANY (ARRAY['low'::text, 'high'::text, 'hold'::text, 'full'::text, 'empty'::text, 'surplus'::text, 'no-price'::text]))),
    CONSTRAINT slot_is_quarter_hour CHECK ((slot_s = 900)),
    CONSTRAINT surplus_within_charge CHECK (((surplus_wh >= (0)::numeric) AND (surplus_wh <= ((charge_w)::numeric * 0.25))))
);

--
-- Name: COLUMN battery_plan.surplus_wh; Type: COMMENT; Schema: operate; Owner: -
--

COMMENT ON COLUMN operate.battery_plan.surplus_wh IS 'The part of the charge that is the community''s surplus.';

--
-- Name: COLUMN battery_plan.level_wh; Type: COMMENT; Schema: operate; Owner: -
--

COMMENT ON COLUMN operate.battery_plan.level_wh IS 'At the end of the slot.';

--
-- Name: battery_violation; Type: TABLE; Schema: operate; Owner: -
--

CREATE TABLE operate.battery_violation (
    community_id bigint NOT NULL,
    battery_id bigint NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    kind text NOT NULL,
    day date NOT NULL,
    excess_wh numeric NOT NULL,
    CONSTRAINT excess_positive CHECK ((excess_wh > (0)::numeric)),
    CONSTRAINT kind_known CHECK ((kind = ANY (ARRAY['over-capacity'::text, 'below-minimum'::text, 'negative'::text, 'above-charge-power'::text, 'above-discharge-power'::text, 'level-differs'::text])))
);

--
-- Name: COLUMN battery_violation.excess_wh; Type: COMMENT; Schema: operate; Owner: -
--

COMMENT ON COLUMN operate.battery_violation.excess_wh IS 'Energy of the interval beyond the limit.';

--
-- Name: charge_decision; Type: TABLE; Schema: operate; Owner: -
--

CREATE TABLE operate.charge_decision (
    community_id bigint NOT NULL,
    car text NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone NOT NULL,
    decision text NOT NULL,
    grant_at timestamp with time zone NOT NULL,
    reason text NOT NULL,
    power_w bigint NOT NULL,
    CONSTRAINT decision_known CHECK ((decision = ANY (ARRAY['grant'::text, 'defer'::text]))),
    CONSTRAINT granted_at_once CHECK ((((decision = 'grant'::text) = (grant_at = decided_at)) AND (grant_at >= decided_at)))
);

--
-- Name: COLUMN charge_decision.grant_at; Type: COMMENT; Schema: operate; Owner: -
--

COMMENT ON COLUMN operate.charge_decision.grant_at IS 'A deferral: when the request is decided again.';

--
-- Name: charge_slot; Type: TABLE; Schema: operate; Owner: -
--

CREATE TABLE operate.charge_slot (
    community_id bigint NOT NULL,
    car text NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    power_w bigint NOT NULL,
    CONSTRAINT starts_on_quarter CHECK ((date_bin('00:15:00'::interval, starts_at, '2000-01-01 00:00:00+00'::timestamp with time zone) = starts_at)),
    CONSTRAINT whole_energy CHECK (((power_w > 0) AND ((power_w % (4)::bigint) = 0)))
);

--
-- Name: COLUMN charge_slot.power_w; Type: COMMENT; Schema: operate; Owner: -
--

COMMENT ON COLUMN operate.charge_slot.power_w IS 'Mean power of the quarter hour: four times its Wh.';

--
-- Name: demand_dispatch; Type: TABLE; Schema: operate; Owner: -
--

CREATE TABLE operate.demand_dispatch (
    community_id bigint NOT NULL,
    demand_id bigint NOT NULL,
    day date NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    power_w bigint NOT NULL,
    short_notice boolean NOT NULL,
    dispatched_at timestamp with time zone NOT NULL,
    CONSTRAINT window_not_empty CHECK ((starts_at < ends_at)),
    CONSTRAINT within_the_hour CHECK (((dispatched_at >= (starts_at - '01:00:00'::interval)) AND (dispatched_at < starts_at)))
);

--
-- Name: COLUMN demand_dispatch.day; Type: COMMENT; Schema: operate; Owner: -
--

COMMENT ON COLUMN operate.demand_dispatch.day IS 'Local day of the community on which the window starts.';

--
-- Name: COLUMN demand_dispatch.short_notice; Type: COMMENT; Schema: operate; Owner: -
--

COMMENT ON COLUMN operate.demand_dispatch.short_notice IS 'It was announced less than an hour before it starts.';

--
-- Name: directive; Type: TABLE; Schema: operate; Owner: -
--

CREATE TABLE operate.directive (
    community_id bigint NOT NULL,
    device text NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    origin text NOT NULL,
    state text NOT NULL,
    reason text NOT NULL,
    power_w bigint NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT expires_within_week CHECK (((expires_at > issued_at) AND (expires_at <= (issued_at + '168:00:00'::interval)))),
    CONSTRAINT origin_known CHECK ((origin = ANY (ARRAY['automatic'::text, 'operator'::text]))),
    CONSTRAINT state_known CHECK ((state = ANY (ARRAY['ON'::text, 'OFF'::text, 'AUTO'::text])))
);

--
-- Name: TABLE directive; Type: COMMENT; Schema: operate; Owner: -
--

COMMENT ON TABLE operate.directive IS 'Every directive that was issued; of two of one instant the operator''s is the newer.';

--
-- Name: COLUMN directive.state; Type: COMMENT; Schema: operate; Owner: -
--

COMMENT ON COLUMN operate.directive.state IS 'OFF: it is cut; AUTO: it decides itself; ON: it runs, and is not cut.';

--
-- Name: COLUMN directive.power_w; Type: COMMENT; Schema: operate; Owner: -
--

COMMENT ON COLUMN operate.directive.power_w IS 'What the device was declared to draw.';

--
-- Name: offer; Type: TABLE; Schema: operate; Owner: -
--

CREATE TABLE operate.offer (
    community_id bigint NOT NULL,
    market text NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    product text NOT NULL,
    price_eur_mwh numeric(12,2) NOT NULL,
    slot_s integer NOT NULL,
    quantity_wh bigint NOT NULL,
    CONSTRAINT product_known CHECK ((product = ANY (ARRAY['surplus'::text, 'battery-up'::text, 'battery-down'::text]))),
    CONSTRAINT quantity_positive CHECK ((quantity_wh > 0)),
    CONSTRAINT slot_is_quarter_hour CHECK ((slot_s = 900))
);

--
-- Name: COLUMN offer.price_eur_mwh; Type: COMMENT; Schema: operate; Owner: -
--

COMMENT ON COLUMN operate.offer.price_eur_mwh IS 'Sold from this price on (surplus, battery-up: discharged), bought up to it (battery-down: charged).';

--
-- Name: supplier_request; Type: TABLE; Schema: operate; Owner: -
--

CREATE TABLE operate.supplier_request (
    community_id bigint NOT NULL,
    plant_id bigint NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    slot_s integer NOT NULL,
    action text NOT NULL,
    production_w bigint NOT NULL,
    asked_w bigint NOT NULL,
    target_w bigint GENERATED ALWAYS AS ((production_w +
CASE action
    WHEN 'more'::text THEN asked_w
    ELSE (- asked_w)
END)) STORED NOT NULL,
    decided_at timestamp with time zone NOT NULL,
    CONSTRAINT action_known CHECK ((action = ANY (ARRAY['more'::text, 'less'::text]))),
    CONSTRAINT asks_for_something CHECK ((asked_w > 0)),
    CONSTRAINT target_not_negative CHECK ((target_w >= 0))
);

--
-- Name: COLUMN supplier_request.starts_at; Type: COMMENT; Schema: operate; Owner: -
--

COMMENT ON COLUMN operate.supplier_request.starts_at IS 'Start of the slot whose balance led to it.';

--
-- Name: COLUMN supplier_request.production_w; Type: COMMENT; Schema: operate; Owner: -
--

COMMENT ON COLUMN operate.supplier_request.production_w IS 'Mean power of the plant in that slot, or what stood in for it; 0 for a plant without a meter.';

--
-- Name: COLUMN supplier_request.asked_w; Type: COMMENT; Schema: operate; Owner: -
--

COMMENT ON COLUMN operate.supplier_request.asked_w IS 'More or less than production_w; target_w is what it should produce.';

--
-- Name: unmet; Type: TABLE; Schema: operate; Owner: -
--

CREATE TABLE operate.unmet (
    community_id bigint NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    unmet_w bigint NOT NULL,
    CONSTRAINT unmet_positive CHECK ((unmet_w > 0))
);

--
-- Name: TABLE unmet; Type: COMMENT; Schema: operate; Owner: -
--

COMMENT ON TABLE operate.unmet IS 'What was lacking in a slot and the community''s plants cannot produce: regulation cuts it.';

--
-- Name: mail; Type: TABLE; Schema: ops; Owner: -
--

CREATE TABLE ops.mail (
    mail_id bigint NOT NULL,
    topic text NOT NULL,
    key text NOT NULL,
    recipient text NOT NULL,
    language text NOT NULL,
    happened_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone,
    message json NOT NULL,
    attachments json DEFAULT '[]'::json NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    next_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone,
    failed_at timestamp with time zone,
    failure text,
    CONSTRAINT language_known CHECK ((language = ANY (ARRAY['fr'::text, 'en'::text]))),
    CONSTRAINT sent_or_failed CHECK ((num_nonnulls(sent_at, failed_at) < 2)),
    CONSTRAINT topic_known CHECK ((topic = ANY (ARRAY['autarky'::text, 'malfunction'::text, 'demand'::text, 'invoice'::text, 'package'::text])))
);

--
-- Name: COLUMN mail.key; Type: COMMENT; Schema: ops; Owner: -
--

COMMENT ON COLUMN ops.mail.key IS 'Natural key: a second run that finds the same puts nothing.';

--
-- Name: COLUMN mail.recipient; Type: COMMENT; Schema: ops; Owner: -
--

COMMENT ON COLUMN ops.mail.recipient IS 'One mail address.';

--
-- Name: COLUMN mail.message; Type: COMMENT; Schema: ops; Owner: -
--

COMMENT ON COLUMN ops.mail.message IS 'What subject and text are made of; its members depend on the topic.';

--
-- Name: COLUMN mail.attachments; Type: COMMENT; Schema: ops; Owner: -
--

COMMENT ON COLUMN ops.mail.attachments IS '[{"name", "path", "sha256"}]: what the file must be when it is sent.';

--
-- Name: COLUMN mail.next_at; Type: COMMENT; Schema: ops; Owner: -
--

COMMENT ON COLUMN ops.mail.next_at IS 'Not tried before.';

--
-- Name: COLUMN mail.failed_at; Type: COMMENT; Schema: ops; Owner: -
--

COMMENT ON COLUMN ops.mail.failed_at IS 'Given up: it is listed and not tried again unless somebody asks for it.';

--
-- Name: mail_mail_id_seq; Type: SEQUENCE; Schema: ops; Owner: -
--

ALTER TABLE ops.mail ALTER COLUMN mail_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME ops.mail_mail_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: migration; Type: TABLE; Schema: ops; Owner: -
--

CREATE TABLE ops.migration (
    version integer NOT NULL,
    name text NOT NULL,
    checksum bigint NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);

--
-- Name: outbox; Type: TABLE; Schema: ops; Owner: -
--

CREATE TABLE ops.outbox (
    outbox_id bigint NOT NULL,
    topic text NOT NULL,
    key text NOT NULL,
    community text,
    happened_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone,
    sent_at timestamp with time zone,
    message json NOT NULL,
    CONSTRAINT topic_known CHECK ((topic = ANY (ARRAY['autarky'::text, 'directive'::text, 'supplier-request'::text, 'demand'::text, 'charge'::text, 'malfunction'::text])))
);

--
-- Name: COLUMN outbox.key; Type: COMMENT; Schema: ops; Owner: -
--

COMMENT ON COLUMN ops.outbox.key IS 'Natural key: a second run that finds the same puts nothing.';

--
-- Name: COLUMN outbox.community; Type: COMMENT; Schema: ops; Owner: -
--

COMMENT ON COLUMN ops.outbox.community IS 'NULL: of no community, as a dump that nobody sent.';

--
-- Name: COLUMN outbox.happened_at; Type: COMMENT; Schema: ops; Owner: -
--

COMMENT ON COLUMN ops.outbox.happened_at IS 'The instant the message is about.';

--
-- Name: COLUMN outbox.expires_at; Type: COMMENT; Schema: ops; Owner: -
--

COMMENT ON COLUMN ops.outbox.expires_at IS 'From then on it is of no use and is not sent; NULL: never.';

--
-- Name: outbox_outbox_id_seq; Type: SEQUENCE; Schema: ops; Owner: -
--

ALTER TABLE ops.outbox ALTER COLUMN outbox_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME ops.outbox_outbox_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: run; Type: TABLE; Schema: ops; Owner: -
--

CREATE TABLE ops.run (
    run_id bigint NOT NULL,
    command text NOT NULL,
    arguments text[] NOT NULL,
    as_of timestamp with time zone NOT NULL,
    started_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    host text NOT NULL,
    version text NOT NULL,
    status smallint,
    summary text,
    CONSTRAINT ended_with_status CHECK (((ended_at IS NULL) = (status IS NULL)))
);

--
-- Name: TABLE run; Type: COMMENT; Schema: ops; Owner: -
--

COMMENT ON TABLE ops.run IS 'One row for each run of a command that works on the database; kept for ever.';

--
-- Name: run_run_id_seq; Type: SEQUENCE; Schema: ops; Owner: -
--

ALTER TABLE ops.run ALTER COLUMN run_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME ops.run_run_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: stale; Type: TABLE; Schema: ops; Owner: -
--

CREATE TABLE ops.stale (
    community_id bigint NOT NULL,
    meter_id bigint NOT NULL,
    days daterange NOT NULL,
    CONSTRAINT days_bounded CHECK (((NOT isempty(days)) AND (NOT lower_inf(days)) AND (NOT upper_inf(days))))
);

--
-- Name: TABLE stale; Type: COMMENT; Schema: ops; Owner: -
--

COMMENT ON TABLE ops.stale IS 'Meter days whose aggregates are older than their readings; rows may overlap.';

--
-- Name: stale_allocation; Type: TABLE; Schema: ops; Owner: -
--

CREATE TABLE ops.stale_allocation (
    community_id bigint NOT NULL,
    day date NOT NULL
);

--
-- Name: TABLE stale_allocation; Type: COMMENT; Schema: ops; Owner: -
--

COMMENT ON TABLE ops.stale_allocation IS 'Community days whose allocation is older than their totals or their key.';

--
-- Name: stale_day; Type: VIEW; Schema: ops; Owner: -
--

CREATE VIEW ops.stale_day AS
 SELECT DISTINCT stale.community_id,
    stale.meter_id,
    (d.d)::date AS day
   FROM (ops.stale
     CROSS JOIN LATERAL generate_series((lower(stale.days))::timestamp without time zone, ((upper(stale.days) - 1))::timestamp without time zone, '1 day'::interval) d(d));

--
-- Name: plan; Type: TABLE; Schema: optimize; Owner: -
--

CREATE TABLE optimize.plan (
    community_id bigint NOT NULL,
    run_id bigint NOT NULL,
    device text NOT NULL,
    plan_id bigint NOT NULL,
    kind text NOT NULL,
    outer_id bigint,
    outer_type integer,
    decisions bigint[] NOT NULL,
    load bigint[] NOT NULL,
    load_wh numeric NOT NULL,
    authorised_s integer,
    CONSTRAINT same_horizon CHECK ((cardinality(decisions) = cardinality(load)))
)
WITH (toast_tuple_target='128');
ALTER TABLE ONLY optimize.plan ALTER COLUMN decisions SET STORAGE MAIN;
ALTER TABLE ONLY optimize.plan ALTER COLUMN decisions SET COMPRESSION lz4;
ALTER TABLE ONLY optimize.plan ALTER COLUMN load SET STORAGE MAIN;
ALTER TABLE ONLY optimize.plan ALTER COLUMN load SET COMPRESSION lz4;

--
-- Name: COLUMN plan.plan_id; Type: COMMENT; Schema: optimize; Owner: -
--

COMMENT ON COLUMN optimize.plan.plan_id IS 'Rises with each plan that is made: the id of ELFE''s results.';

--
-- Name: COLUMN plan.decisions; Type: COMMENT; Schema: optimize; Owner: -
--

COMMENT ON COLUMN optimize.plan.decisions IS 'Of each step. machine, water_heater, vehicle: 1 where it starts, or where it charges if it may pause; heater: 1 comfort; thermal_heater: 1 heat; battery: W, below zero where it discharges.';

--
-- Name: COLUMN plan.load; Type: COMMENT; Schema: optimize; Owner: -
--

COMMENT ON COLUMN optimize.plan.load IS 'mW of each step.';

--
-- Name: COLUMN plan.authorised_s; Type: COMMENT; Schema: optimize; Owner: -
--

COMMENT ON COLUMN optimize.plan.authorised_s IS 'Of a water heater: seconds from its start in which it may heat.';

--
-- Name: plan_plan_id_seq; Type: SEQUENCE; Schema: optimize; Owner: -
--

ALTER TABLE optimize.plan ALTER COLUMN plan_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME optimize.plan_plan_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: run_run_id_seq; Type: SEQUENCE; Schema: optimize; Owner: -
--

ALTER TABLE optimize.run ALTER COLUMN run_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME optimize.run_run_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: warning; Type: TABLE; Schema: optimize; Owner: -
--

CREATE TABLE optimize.warning (
    community_id bigint NOT NULL,
    method text NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    number integer NOT NULL,
    tag text NOT NULL,
    device text,
    reason text NOT NULL,
    before text,
    after text,
    CONSTRAINT tag_known CHECK ((tag = ANY (ARRAY['WARN_CONSTRAINT'::text, 'WARN_IGNORED'::text, 'WARN_DATABASE'::text, 'WARN_IMPOSSIBLE'::text])))
);

--
-- Name: TABLE warning; Type: COMMENT; Schema: optimize; Owner: -
--

COMMENT ON TABLE optimize.warning IS 'What a person has to know about a round; a round without a plan may have some too.';

--
-- Name: ledger; Type: TABLE; Schema: partner; Owner: -
--

CREATE TABLE partner.ledger (
    ledger_id bigint NOT NULL,
    partner_id bigint NOT NULL,
    kind text NOT NULL,
    product text NOT NULL,
    datapoints bigint NOT NULL,
    eur_per_1000 numeric(12,6) DEFAULT 0 NOT NULL,
    amount_eur numeric GENERATED ALWAYS AS ((((datapoints)::numeric * eur_per_1000) * 0.001)) STORED NOT NULL,
    entered_at timestamp with time zone NOT NULL,
    reference text NOT NULL,
    CONSTRAINT debits_are_negative CHECK (
CASE kind
    WHEN 'debit'::text THEN (datapoints <= 0)
    ELSE (datapoints > 0)
END),
    CONSTRAINT kind_known CHECK ((kind = ANY (ARRAY['topup'::text, 'debit'::text, 'refund'::text])))
);

--
-- Name: TABLE ledger; Type: COMMENT; Schema: partner; Owner: -
--

COMMENT ON TABLE partner.ledger IS 'The balance of a partner is the sum of its datapoints.';

--
-- Name: COLUMN ledger.amount_eur; Type: COMMENT; Schema: partner; Owner: -
--

COMMENT ON COLUMN partner.ledger.amount_eur IS 'Exact, not rounded; debits negative. Top-ups are not invoiced, what is used of them is.';

--
-- Name: COLUMN ledger.reference; Type: COMMENT; Schema: partner; Owner: -
--

COMMENT ON COLUMN partner.ledger.reference IS 'What it was for: a package, an order; the same again is refused.';

--
-- Name: ledger_ledger_id_seq; Type: SEQUENCE; Schema: partner; Owner: -
--

ALTER TABLE partner.ledger ALTER COLUMN ledger_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME partner.ledger_ledger_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: package; Type: TABLE; Schema: partner; Owner: -
--

CREATE TABLE partner.package (
    package_id bigint NOT NULL,
    package text NOT NULL,
    partner_id bigint NOT NULL,
    product text NOT NULL,
    communities text[] NOT NULL,
    customer_id bigint,
    grain text NOT NULL,
    period daterange NOT NULL,
    built_at timestamp with time zone NOT NULL,
    datapoints bigint NOT NULL,
    suppressed bigint NOT NULL,
    file text NOT NULL,
    bytes bigint NOT NULL,
    sha256 text NOT NULL,
    ledger_id bigint NOT NULL,
    CONSTRAINT counts_not_negative CHECK (((datapoints >= 0) AND (suppressed >= 0) AND (bytes > 0))),
    CONSTRAINT sha256_is_hex CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
);

--
-- Name: COLUMN package.customer_id; Type: COMMENT; Schema: partner; Owner: -
--

COMMENT ON COLUMN partner.package.customer_id IS 'Of a transfer of one customer''s own data; else NULL.';

--
-- Name: COLUMN package.datapoints; Type: COMMENT; Schema: partner; Owner: -
--

COMMENT ON COLUMN partner.package.datapoints IS 'Values delivered: one is a slot, a group and a measure.';

--
-- Name: COLUMN package.suppressed; Type: COMMENT; Schema: partner; Owner: -
--

COMMENT ON COLUMN partner.package.suppressed IS 'Values withheld.';

--
-- Name: package_package_id_seq; Type: SEQUENCE; Schema: partner; Owner: -
--

ALTER TABLE partner.package ALTER COLUMN package_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME partner.package_package_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: partner; Type: TABLE; Schema: partner; Owner: -
--

CREATE TABLE partner.partner (
    partner_id bigint NOT NULL,
    partner text NOT NULL,
    seller_id bigint,
    name text NOT NULL,
    email text,
    address text,
    postcode text,
    city text,
    country text DEFAULT 'FR'::text NOT NULL,
    language text DEFAULT 'fr'::text NOT NULL,
    siren text,
    vat_number text,
    trust smallint NOT NULL,
    class text DEFAULT 'commercial'::text NOT NULL,
    plan text NOT NULL,
    eur_per_1000 numeric(12,6) NOT NULL,
    vat_rate numeric(5,2) NOT NULL,
    CONSTRAINT country_is_iso CHECK ((country ~ '^[A-Z]{2}$'::text)),
    CONSTRAINT language_known CHECK ((language = ANY (ARRAY['fr'::text, 'en'::text]))),
    CONSTRAINT plan_known CHECK ((plan = ANY (ARRAY['request'::text, 'datapoints'::text]))),
    CONSTRAINT price_not_negative CHECK ((eur_per_1000 >= (0)::numeric)),
    CONSTRAINT siren_has_nine_digits CHECK ((siren ~ '^[0-9]{9}$'::text)),
    CONSTRAINT trust_known CHECK (((trust >= 0) AND (trust <= 9))),
    CONSTRAINT vat_rate_is_percent CHECK (((vat_rate >= (0)::numeric) AND (vat_rate <= (100)::numeric)))
);

--
-- Name: COLUMN partner.seller_id; Type: COMMENT; Schema: partner; Owner: -
--

COMMENT ON COLUMN partner.partner.seller_id IS 'Who invoices; NULL: the invoice names no seller.';

--
-- Name: COLUMN partner.class; Type: COMMENT; Schema: partner; Owner: -
--

COMMENT ON COLUMN partner.partner.class IS 'What consents are given for: commercial, research, public, …';

--
-- Name: COLUMN partner.plan; Type: COMMENT; Schema: partner; Owner: -
--

COMMENT ON COLUMN partner.partner.plan IS 'What a package costs in datapoints: a fixed number a request by its product, or as many as it has.';

--
-- Name: COLUMN partner.eur_per_1000; Type: COMMENT; Schema: partner; Owner: -
--

COMMENT ON COLUMN partner.partner.eur_per_1000 IS 'EUR excl. VAT for 1,000 datapoints debited; the ledger keeps that of the day.';

--
-- Name: partner_partner_id_seq; Type: SEQUENCE; Schema: partner; Owner: -
--

ALTER TABLE partner.partner ALTER COLUMN partner_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME partner.partner_partner_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: product; Type: TABLE; Schema: partner; Owner: -
--

CREATE TABLE partner.product (
    product text NOT NULL,
    valid_from date NOT NULL,
    min_trust smallint NOT NULL,
    datapoints bigint NOT NULL,
    k_min integer DEFAULT 15 NOT NULL,
    max_share numeric(5,4) DEFAULT 0.15 NOT NULL,
    CONSTRAINT datapoints_not_negative CHECK ((datapoints >= 0)),
    CONSTRAINT k_min_not_below_floor CHECK ((k_min >= 10)),
    CONSTRAINT max_share_not_above_default CHECK ((((0)::numeric < max_share) AND (max_share <= 0.15))),
    CONSTRAINT product_known CHECK ((product = ANY (ARRAY['production'::text, 'consumption_aggregated'::text, 'consumption_detailed'::text, 'customer_transfer'::text]))),
    CONSTRAINT trust_known CHECK (((min_trust >= 0) AND (min_trust <= 9)))
);

--
-- Name: COLUMN product.datapoints; Type: COMMENT; Schema: partner; Owner: -
--

COMMENT ON COLUMN partner.product.datapoints IS 'What a request costs on the plan ''request''.';

--
-- Name: COLUMN product.k_min; Type: COMMENT; Schema: partner; Owner: -
--

COMMENT ON COLUMN partner.product.k_min IS 'Households that an aggregated cell has at least; below 15 it counts for months only, finer cells have 15.';

--
-- Name: COLUMN product.max_share; Type: COMMENT; Schema: partner; Owner: -
--

COMMENT ON COLUMN partner.product.max_share IS 'Of one household in an aggregated cell, at most.';

--
-- Name: release; Type: TABLE; Schema: partner; Owner: -
--

CREATE TABLE partner.release (
    communities bigint[] NOT NULL,
    class text NOT NULL,
    grain text NOT NULL,
    day date NOT NULL,
    decided_at timestamp with time zone NOT NULL,
    meters bigint[] NOT NULL,
    households integer NOT NULL,
    starts_s bigint[] NOT NULL,
    consumption bigint[] NOT NULL,
    import bigint[] NOT NULL,
    export bigint[] NOT NULL,
    production bigint[] NOT NULL,
    CONSTRAINT a_value_a_slot CHECK ((cardinality(starts_s) = ALL (ARRAY[cardinality(consumption), cardinality(import), cardinality(export), cardinality(production)]))),
    CONSTRAINT enough_households CHECK ((households >=
CASE grain
    WHEN 'month'::text THEN 10
    ELSE 15
END)),
    CONSTRAINT grain_known CHECK ((grain = ANY (ARRAY['quarter'::text, 'hour'::text, 'day'::text, 'month'::text]))),
    CONSTRAINT month_begins CHECK (((grain <> 'month'::text) OR (day = (date_trunc('month'::text, (day)::timestamp without time zone))::date)))
);

--
-- Name: TABLE release; Type: COMMENT; Schema: partner; Owner: -
--

COMMENT ON TABLE partner.release IS 'Partners of any class get these numbers and no others, whatever readings say later.';

--
-- Name: COLUMN release.communities; Type: COMMENT; Schema: partner; Owner: -
--

COMMENT ON COLUMN partner.release.communities IS 'Ids, ascending.';

--
-- Name: COLUMN release.class; Type: COMMENT; Schema: partner; Owner: -
--

COMMENT ON COLUMN partner.release.class IS 'Of the partners that the members agreed to.';

--
-- Name: COLUMN release.meters; Type: COMMENT; Schema: partner; Owner: -
--

COMMENT ON COLUMN partner.release.meters IS 'Members, ascending: the same in all slots of the row.';

--
-- Name: COLUMN release.households; Type: COMMENT; Schema: partner; Owner: -
--

COMMENT ON COLUMN partner.release.households IS 'Customers of the members, each counted once.';

--
-- Name: COLUMN release.starts_s; Type: COMMENT; Schema: partner; Owner: -
--

COMMENT ON COLUMN partner.release.starts_s IS 'First instants of the slots, seconds since 1970-01-01T00:00:00Z.';

--
-- Name: COLUMN release.consumption; Type: COMMENT; Schema: partner; Owner: -
--

COMMENT ON COLUMN partner.release.consumption IS 'mWh of all members; NULL: withheld.';

--
-- Name: release_meter; Type: TABLE; Schema: partner; Owner: -
--

CREATE TABLE partner.release_meter (
    release_meter_id bigint NOT NULL,
    product text NOT NULL,
    day date NOT NULL,
    decided_at timestamp with time zone NOT NULL,
    meters bigint[] NOT NULL,
    CONSTRAINT product_known CHECK ((product = ANY (ARRAY['production'::text, 'consumption_detailed'::text, 'customer_transfer'::text])))
);

--
-- Name: release_meter_release_meter_id_seq; Type: SEQUENCE; Schema: partner; Owner: -
--

ALTER TABLE partner.release_meter ALTER COLUMN release_meter_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME partner.release_meter_release_meter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: release_source; Type: TABLE; Schema: partner; Owner: -
--

CREATE TABLE partner.release_source (
    community_id bigint NOT NULL,
    meter_id bigint NOT NULL,
    day date NOT NULL,
    digest bigint NOT NULL
);

--
-- Name: COLUMN release_source.digest; Type: COMMENT; Schema: partner; Owner: -
--

COMMENT ON COLUMN partner.release_source.digest IS 'Of the day''s vectors. When they have changed, the meter is in no new sum: the difference to an old one would be the correction.';

--
-- Name: request; Type: TABLE; Schema: partner; Owner: -
--

CREATE TABLE partner.request (
    request_id bigint NOT NULL,
    partner_id bigint NOT NULL,
    subscription_id bigint,
    product text NOT NULL,
    communities text[] NOT NULL,
    grain text NOT NULL,
    period daterange NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    package_id bigint,
    refusal text,
    CONSTRAINT delivered_or_refused CHECK ((num_nonnulls(package_id, refusal) = 1)),
    CONSTRAINT refusal_known CHECK ((refusal = ANY (ARRAY['trust'::text, 'funds'::text, 'consent'::text, 'privacy'::text, 'expired'::text, 'no-data'::text])))
);

--
-- Name: request_request_id_seq; Type: SEQUENCE; Schema: partner; Owner: -
--

ALTER TABLE partner.request ALTER COLUMN request_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME partner.request_request_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: subscription; Type: TABLE; Schema: partner; Owner: -
--

CREATE TABLE partner.subscription (
    subscription_id bigint NOT NULL,
    subscription text NOT NULL,
    partner_id bigint NOT NULL,
    product text NOT NULL,
    communities text[] NOT NULL,
    grain text NOT NULL,
    every text NOT NULL,
    email text NOT NULL,
    during daterange NOT NULL,
    CONSTRAINT during_has_start CHECK (((NOT isempty(during)) AND (NOT lower_inf(during)))),
    CONSTRAINT every_known CHECK ((every = ANY (ARRAY['day'::text, 'week'::text, 'month'::text]))),
    CONSTRAINT grain_known CHECK ((grain = ANY (ARRAY['quarter'::text, 'hour'::text, 'day'::text, 'month'::text]))),
    CONSTRAINT month_grain_by_month CHECK (((grain <> 'month'::text) OR (every = 'month'::text)))
);

--
-- Name: COLUMN subscription.communities; Type: COMMENT; Schema: partner; Owner: -
--

COMMENT ON COLUMN partner.subscription.communities IS 'Codes, ascending; empty: all.';

--
-- Name: COLUMN subscription.every; Type: COMMENT; Schema: partner; Owner: -
--

COMMENT ON COLUMN partner.subscription.every IS 'The windows are whole local days, weeks from Monday, or months.';

--
-- Name: COLUMN subscription.during; Type: COMMENT; Schema: partner; Owner: -
--

COMMENT ON COLUMN partner.subscription.during IS 'A window is built when it lies within.';

--
-- Name: subscription_subscription_id_seq; Type: SEQUENCE; Schema: partner; Owner: -
--

ALTER TABLE partner.subscription ALTER COLUMN subscription_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME partner.subscription_subscription_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: allocation allocation_pkey; Type: CONSTRAINT; Schema: aggregate; Owner: -
--

ALTER TABLE ONLY aggregate.allocation
    ADD CONSTRAINT allocation_pkey PRIMARY KEY (community_id, meter_id, day);

--
-- Name: community_allocation community_allocation_pkey; Type: CONSTRAINT; Schema: aggregate; Owner: -
--

ALTER TABLE ONLY aggregate.community_allocation
    ADD CONSTRAINT community_allocation_pkey PRIMARY KEY (community_id, day);

--
-- Name: community_day community_day_pkey; Type: CONSTRAINT; Schema: aggregate; Owner: -
--

ALTER TABLE ONLY aggregate.community_day
    ADD CONSTRAINT community_day_pkey PRIMARY KEY (community_id, day);

--
-- Name: forecast_choice forecast_choice_pkey; Type: CONSTRAINT; Schema: aggregate; Owner: -
--

ALTER TABLE ONLY aggregate.forecast_choice
    ADD CONSTRAINT forecast_choice_pkey PRIMARY KEY (community_id, quantity, issued_at);

--
-- Name: forecast forecast_pkey; Type: CONSTRAINT; Schema: aggregate; Owner: -
--

ALTER TABLE ONLY aggregate.forecast
    ADD CONSTRAINT forecast_pkey PRIMARY KEY (community_id, quantity, method, issued_at, starts_at);

--
-- Name: meter_day meter_day_pkey; Type: CONSTRAINT; Schema: aggregate; Owner: -
--

ALTER TABLE ONLY aggregate.meter_day
    ADD CONSTRAINT meter_day_pkey PRIMARY KEY (community_id, meter_id, day);

--
-- Name: collection_item collection_item_pkey; Type: CONSTRAINT; Schema: billing; Owner: -
--

ALTER TABLE ONLY billing.collection_item
    ADD CONSTRAINT collection_item_pkey PRIMARY KEY (community_id, invoice, collection_id);

--
-- Name: collection collection_message_key; Type: CONSTRAINT; Schema: billing; Owner: -
--

ALTER TABLE ONLY billing.collection
    ADD CONSTRAINT collection_message_key UNIQUE (message);

--
-- Name: collection collection_pkey; Type: CONSTRAINT; Schema: billing; Owner: -
--

ALTER TABLE ONLY billing.collection
    ADD CONSTRAINT collection_pkey PRIMARY KEY (collection_id);

--
-- Name: draft_line draft_line_pkey; Type: CONSTRAINT; Schema: billing; Owner: -
--

ALTER TABLE ONLY billing.draft_line
    ADD CONSTRAINT draft_line_pkey PRIMARY KEY (community_id, customer_id, meter_id, period, document, line);

--
-- Name: draft draft_pkey; Type: CONSTRAINT; Schema: billing; Owner: -
--

ALTER TABLE ONLY billing.draft
    ADD CONSTRAINT draft_pkey PRIMARY KEY (community_id, customer_id, meter_id, period, document);

--
-- Name: draft_vat draft_vat_pkey; Type: CONSTRAINT; Schema: billing; Owner: -
--

ALTER TABLE ONLY billing.draft_vat
    ADD CONSTRAINT draft_vat_pkey PRIMARY KEY (community_id, customer_id, meter_id, period, document, vat_rate);

--
-- Name: invoice_line invoice_line_pkey; Type: CONSTRAINT; Schema: billing; Owner: -
--

ALTER TABLE ONLY billing.invoice_line
    ADD CONSTRAINT invoice_line_pkey PRIMARY KEY (community_id, invoice, line);

--
-- Name: invoice invoice_pkey; Type: CONSTRAINT; Schema: billing; Owner: -
--

ALTER TABLE ONLY billing.invoice
    ADD CONSTRAINT invoice_pkey PRIMARY KEY (community_id, invoice);

--
-- Name: invoice_series invoice_series_pkey; Type: CONSTRAINT; Schema: billing; Owner: -
--

ALTER TABLE ONLY billing.invoice_series
    ADD CONSTRAINT invoice_series_pkey PRIMARY KEY (series, year);

--
-- Name: invoice_vat invoice_vat_pkey; Type: CONSTRAINT; Schema: billing; Owner: -
--

ALTER TABLE ONLY billing.invoice_vat
    ADD CONSTRAINT invoice_vat_pkey PRIMARY KEY (community_id, invoice, vat_rate);

--
-- Name: invoice one_document_a_month; Type: CONSTRAINT; Schema: billing; Owner: -
--

ALTER TABLE ONLY billing.invoice
    ADD CONSTRAINT one_document_a_month UNIQUE (community_id, customer_id, meter_id, period, document, version);

--
-- Name: partner_invoice_entry partner_invoice_entry_pkey; Type: CONSTRAINT; Schema: billing; Owner: -
--

ALTER TABLE ONLY billing.partner_invoice_entry
    ADD CONSTRAINT partner_invoice_entry_pkey PRIMARY KEY (ledger_id);

--
-- Name: partner_invoice_line partner_invoice_line_pkey; Type: CONSTRAINT; Schema: billing; Owner: -
--

ALTER TABLE ONLY billing.partner_invoice_line
    ADD CONSTRAINT partner_invoice_line_pkey PRIMARY KEY (invoice, line);

--
-- Name: partner_invoice partner_invoice_pkey; Type: CONSTRAINT; Schema: billing; Owner: -
--

ALTER TABLE ONLY billing.partner_invoice
    ADD CONSTRAINT partner_invoice_pkey PRIMARY KEY (invoice);

--
-- Name: partner_invoice_vat partner_invoice_vat_pkey; Type: CONSTRAINT; Schema: billing; Owner: -
--

ALTER TABLE ONLY billing.partner_invoice_vat
    ADD CONSTRAINT partner_invoice_vat_pkey PRIMARY KEY (invoice, vat_rate);

--
-- Name: payment payment_pkey; Type: CONSTRAINT; Schema: billing; Owner: -
--

ALTER TABLE ONLY billing.payment
    ADD CONSTRAINT payment_pkey PRIMARY KEY (community_id, invoice, reference, kind);

--
-- Name: set_off set_off_pkey; Type: CONSTRAINT; Schema: billing; Owner: -
--

ALTER TABLE ONLY billing.set_off
    ADD CONSTRAINT set_off_pkey PRIMARY KEY (community_id, credit, invoice);

--
-- Name: alias alias_pkey; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.alias
    ADD CONSTRAINT alias_pkey PRIMARY KEY (alias);

--
-- Name: battery battery_pkey; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.battery
    ADD CONSTRAINT battery_pkey PRIMARY KEY (battery_id);

--
-- Name: block_part block_part_pkey; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.block_part
    ADD CONSTRAINT block_part_pkey PRIMARY KEY (community_id, meter_id, register, day, batch_id);

--
-- Name: calendar calendar_calendar_key; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.calendar
    ADD CONSTRAINT calendar_calendar_key UNIQUE (calendar);

--
-- Name: calendar_day calendar_day_pkey; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.calendar_day
    ADD CONSTRAINT calendar_day_pkey PRIMARY KEY (calendar_id, day);

--
-- Name: calendar calendar_pkey; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.calendar
    ADD CONSTRAINT calendar_pkey PRIMARY KEY (calendar_id);

--
-- Name: charge_request charge_request_pkey; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.charge_request
    ADD CONSTRAINT charge_request_pkey PRIMARY KEY (community_id, car, requested_at);

--
-- Name: community community_community_key; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.community
    ADD CONSTRAINT community_community_key UNIQUE (community);

--
-- Name: community community_pkey; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.community
    ADD CONSTRAINT community_pkey PRIMARY KEY (community_id);

--
-- Name: consent consent_pkey; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.consent
    ADD CONSTRAINT consent_pkey PRIMARY KEY (consent_id);

--
-- Name: contact contact_contact_key; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.contact
    ADD CONSTRAINT contact_contact_key UNIQUE (contact);

--
-- Name: contact contact_pkey; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.contact
    ADD CONSTRAINT contact_pkey PRIMARY KEY (contact_id);

--
-- Name: contract contract_contract_key; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.contract
    ADD CONSTRAINT contract_contract_key UNIQUE (contract);

--
-- Name: contract contract_pkey; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.contract
    ADD CONSTRAINT contract_pkey PRIMARY KEY (contract_id);

--
-- Name: customer customer_customer_key; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.customer
    ADD CONSTRAINT customer_customer_key UNIQUE (customer);

--
-- Name: customer customer_pkey; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.customer
    ADD CONSTRAINT customer_pkey PRIMARY KEY (customer_id);

--
-- Name: demand demand_demand_key; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.demand
    ADD CONSTRAINT demand_demand_key UNIQUE (demand);

--
-- Name: demand demand_pkey; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.demand
    ADD CONSTRAINT demand_pkey PRIMARY KEY (demand_id);

--
-- Name: device device_pkey; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.device
    ADD CONSTRAINT device_pkey PRIMARY KEY (device_id);

--
-- Name: emission emission_pkey; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.emission
    ADD CONSTRAINT emission_pkey PRIMARY KEY (market, starts_at);

--
-- Name: flexible_device flexible_device_pkey; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.flexible_device
    ADD CONSTRAINT flexible_device_pkey PRIMARY KEY (community_id, device);

--
-- Name: interval_block interval_block_pkey; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.interval_block
    ADD CONSTRAINT interval_block_pkey PRIMARY KEY (community_id, meter_id, register, day);

--
-- Name: malfunction malfunction_pkey; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.malfunction
    ADD CONSTRAINT malfunction_pkey PRIMARY KEY (malfunction_id);

--
-- Name: mandate mandate_mandate_key; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.mandate
    ADD CONSTRAINT mandate_mandate_key UNIQUE (mandate);

--
-- Name: mandate mandate_pkey; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.mandate
    ADD CONSTRAINT mandate_pkey PRIMARY KEY (mandate_id);

--
-- Name: meter meter_meter_key; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.meter
    ADD CONSTRAINT meter_meter_key UNIQUE (meter);

--
-- Name: meter meter_pkey; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.meter
    ADD CONSTRAINT meter_pkey PRIMARY KEY (meter_id);

--
-- Name: meter_serial meter_serial_meter_id_since_key; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.meter_serial
    ADD CONSTRAINT meter_serial_meter_id_since_key UNIQUE (meter_id, since);

--
-- Name: meter_serial meter_serial_pkey; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.meter_serial
    ADD CONSTRAINT meter_serial_pkey PRIMARY KEY (meter_id, serial);

--
-- Name: battery one_battery_a_meter; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.battery
    ADD CONSTRAINT one_battery_a_meter EXCLUDE USING gist (meter_id WITH =, during WITH &&) DEFERRABLE INITIALLY DEFERRED;

--
-- Name: battery one_battery_at_a_time; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.battery
    ADD CONSTRAINT one_battery_at_a_time EXCLUDE USING gist (battery WITH =, during WITH &&) DEFERRABLE INITIALLY DEFERRED;

--
-- Name: sharing_member one_coefficient_at_a_time; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.sharing_member
    ADD CONSTRAINT one_coefficient_at_a_time EXCLUDE USING gist (community_id WITH =, meter_id WITH =, during WITH &&) WHERE ((coefficient IS NOT NULL)) DEFERRABLE INITIALLY DEFERRED;

--
-- Name: membership one_community_at_a_time; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.membership
    ADD CONSTRAINT one_community_at_a_time EXCLUDE USING gist (meter_id WITH =, during WITH &&) DEFERRABLE INITIALLY DEFERRED;

--
-- Name: consent one_consent_at_a_time; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.consent
    ADD CONSTRAINT one_consent_at_a_time EXCLUDE USING gist (customer_id WITH =, purpose WITH =, granularity WITH =, partner_class WITH =, during WITH &&) DEFERRABLE INITIALLY DEFERRED;

--
-- Name: contract one_contract_at_a_time; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.contract
    ADD CONSTRAINT one_contract_at_a_time EXCLUDE USING gist (meter_id WITH =, kind WITH =, during WITH &&) DEFERRABLE INITIALLY DEFERRED;

--
-- Name: device one_device_at_a_time; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.device
    ADD CONSTRAINT one_device_at_a_time EXCLUDE USING gist (device WITH =, during WITH &&) DEFERRABLE INITIALLY DEFERRED;

--
-- Name: sharing_key one_key_at_a_time; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.sharing_key
    ADD CONSTRAINT one_key_at_a_time EXCLUDE USING gist (community_id WITH =, during WITH &&) DEFERRABLE INITIALLY DEFERRED;

--
-- Name: mandate one_mandate_at_a_time; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.mandate
    ADD CONSTRAINT one_mandate_at_a_time EXCLUDE USING gist (customer_id WITH =, seller_id WITH =, daterange(signed_on, end_day) WITH &&) DEFERRABLE INITIALLY DEFERRED;

--
-- Name: plant one_plant_a_meter; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.plant
    ADD CONSTRAINT one_plant_a_meter EXCLUDE USING gist (meter_id WITH =, during WITH &&) DEFERRABLE INITIALLY DEFERRED;

--
-- Name: plant one_plant_at_a_time; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.plant
    ADD CONSTRAINT one_plant_at_a_time EXCLUDE USING gist (plant WITH =, during WITH &&) DEFERRABLE INITIALLY DEFERRED;

--
-- Name: sharing_member one_rank_at_a_time; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.sharing_member
    ADD CONSTRAINT one_rank_at_a_time EXCLUDE USING gist (community_id WITH =, meter_id WITH =, during WITH &&) WHERE ((rank IS NOT NULL)) DEFERRABLE INITIALLY DEFERRED;

--
-- Name: flexible_device one_row_a_coordination_device; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.flexible_device
    ADD CONSTRAINT one_row_a_coordination_device UNIQUE (community_id, source, outer_id);

--
-- Name: outage outage_outage_key; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.outage
    ADD CONSTRAINT outage_outage_key UNIQUE (outage);

--
-- Name: outage outage_pkey; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.outage
    ADD CONSTRAINT outage_pkey PRIMARY KEY (outage_id);

--
-- Name: plant plant_pkey; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.plant
    ADD CONSTRAINT plant_pkey PRIMARY KEY (plant_id);

--
-- Name: price price_pkey; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.price
    ADD CONSTRAINT price_pkey PRIMARY KEY (market, starts_at);

--
-- Name: quality quality_grade_raw_key; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.quality
    ADD CONSTRAINT quality_grade_raw_key UNIQUE (grade, raw);

--
-- Name: quality quality_pkey; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.quality
    ADD CONSTRAINT quality_pkey PRIMARY KEY (code);

--
-- Name: register_read register_read_pkey; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.register_read
    ADD CONSTRAINT register_read_pkey PRIMARY KEY (community_id, meter_id, register, dial, serial, read_at, batch_id);

--
-- Name: seller seller_pkey; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.seller
    ADD CONSTRAINT seller_pkey PRIMARY KEY (seller_id);

--
-- Name: seller seller_seller_key; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.seller
    ADD CONSTRAINT seller_seller_key UNIQUE (seller);

--
-- Name: seller_version seller_version_pkey; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.seller_version
    ADD CONSTRAINT seller_version_pkey PRIMARY KEY (seller_id, valid_from);

--
-- Name: sharing_slot sharing_slot_pkey; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.sharing_slot
    ADD CONSTRAINT sharing_slot_pkey PRIMARY KEY (community_id, starts_at, producer_meter_id, meter_id);

--
-- Name: tariff tariff_pkey; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.tariff
    ADD CONSTRAINT tariff_pkey PRIMARY KEY (tariff_id);

--
-- Name: tariff_price tariff_price_pkey; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.tariff_price
    ADD CONSTRAINT tariff_price_pkey PRIMARY KEY (tariff_id, valid_from, component, period, above_kwh, power_kva);

--
-- Name: tariff tariff_tariff_key; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.tariff
    ADD CONSTRAINT tariff_tariff_key UNIQUE (tariff);

--
-- Name: tariff_version tariff_version_pkey; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.tariff_version
    ADD CONSTRAINT tariff_version_pkey PRIMARY KEY (tariff_id, valid_from);

--
-- Name: tax tax_pkey; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.tax
    ADD CONSTRAINT tax_pkey PRIMARY KEY (tax_id);

--
-- Name: tax_rate tax_rate_pkey; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.tax_rate
    ADD CONSTRAINT tax_rate_pkey PRIMARY KEY (tax_id, valid_from);

--
-- Name: tax tax_tax_key; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.tax
    ADD CONSTRAINT tax_tax_key UNIQUE (tax);

--
-- Name: temperature temperature_pkey; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.temperature
    ADD CONSTRAINT temperature_pkey PRIMARY KEY (community_id, device, measured_at);

--
-- Name: tolerance tolerance_once; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.tolerance
    ADD CONSTRAINT tolerance_once UNIQUE NULLS NOT DISTINCT (meter_id, kind, format);

--
-- Name: weather weather_pkey; Type: CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.weather
    ADD CONSTRAINT weather_pkey PRIMARY KEY (community_id, starts_at, issued_at);

--
-- Name: batch batch_pkey; Type: CONSTRAINT; Schema: ingest; Owner: -
--

ALTER TABLE ONLY ingest.batch
    ADD CONSTRAINT batch_pkey PRIMARY KEY (batch_id);

--
-- Name: channel channel_pkey; Type: CONSTRAINT; Schema: ingest; Owner: -
--

ALTER TABLE ONLY ingest.channel
    ADD CONSTRAINT channel_pkey PRIMARY KEY (meter_id, register, format);

--
-- Name: edit edit_batch_id_key; Type: CONSTRAINT; Schema: ingest; Owner: -
--

ALTER TABLE ONLY ingest.edit
    ADD CONSTRAINT edit_batch_id_key UNIQUE (batch_id);

--
-- Name: edit edit_pkey; Type: CONSTRAINT; Schema: ingest; Owner: -
--

ALTER TABLE ONLY ingest.edit
    ADD CONSTRAINT edit_pkey PRIMARY KEY (edit_id);

--
-- Name: edit edit_undoes_key; Type: CONSTRAINT; Schema: ingest; Owner: -
--

ALTER TABLE ONLY ingest.edit
    ADD CONSTRAINT edit_undoes_key UNIQUE (undoes);

--
-- Name: estimate estimate_pkey; Type: CONSTRAINT; Schema: ingest; Owner: -
--

ALTER TABLE ONLY ingest.estimate
    ADD CONSTRAINT estimate_pkey PRIMARY KEY (community_id, meter_id, register, day, starts_at, made_at);

--
-- Name: mapping mapping_pkey; Type: CONSTRAINT; Schema: ingest; Owner: -
--

ALTER TABLE ONLY ingest.mapping
    ADD CONSTRAINT mapping_pkey PRIMARY KEY (mapping);

--
-- Name: refusal refusal_pkey; Type: CONSTRAINT; Schema: ingest; Owner: -
--

ALTER TABLE ONLY ingest.refusal
    ADD CONSTRAINT refusal_pkey PRIMARY KEY (file);

--
-- Name: reject reject_pkey; Type: CONSTRAINT; Schema: ingest; Owner: -
--

ALTER TABLE ONLY ingest.reject
    ADD CONSTRAINT reject_pkey PRIMARY KEY (batch_id, line, code, number);

--
-- Name: rule rule_rule_class_meter_id_key; Type: CONSTRAINT; Schema: ingest; Owner: -
--

ALTER TABLE ONLY ingest.rule
    ADD CONSTRAINT rule_rule_class_meter_id_key UNIQUE NULLS NOT DISTINCT (rule, class, meter_id);

--
-- Name: unvalidated unvalidated_pkey; Type: CONSTRAINT; Schema: ingest; Owner: -
--

ALTER TABLE ONLY ingest.unvalidated
    ADD CONSTRAINT unvalidated_pkey PRIMARY KEY (community_id, meter_id, days);

--
-- Name: validation validation_pkey; Type: CONSTRAINT; Schema: ingest; Owner: -
--

ALTER TABLE ONLY ingest.validation
    ADD CONSTRAINT validation_pkey PRIMARY KEY (community_id, meter_id);

--
-- Name: verdict verdict_pkey; Type: CONSTRAINT; Schema: ingest; Owner: -
--

ALTER TABLE ONLY ingest.verdict
    ADD CONSTRAINT verdict_pkey PRIMARY KEY (community_id, meter_id, day, rule, register, starts_at);

--
-- Name: withdrawal withdrawal_pkey; Type: CONSTRAINT; Schema: ingest; Owner: -
--

ALTER TABLE ONLY ingest.withdrawal
    ADD CONSTRAINT withdrawal_pkey PRIMARY KEY (batch_id);

--
-- Name: zabbix_item zabbix_item_pkey; Type: CONSTRAINT; Schema: ingest; Owner: -
--

ALTER TABLE ONLY ingest.zabbix_item
    ADD CONSTRAINT zabbix_item_pkey PRIMARY KEY (meter_id, register);

--
-- Name: battery_day battery_day_pkey; Type: CONSTRAINT; Schema: operate; Owner: -
--

ALTER TABLE ONLY operate.battery_day
    ADD CONSTRAINT battery_day_pkey PRIMARY KEY (community_id, battery_id, day);

--
-- Name: battery_plan battery_plan_pkey; Type: CONSTRAINT; Schema: operate; Owner: -
--

ALTER TABLE ONLY operate.battery_plan
    ADD CONSTRAINT battery_plan_pkey PRIMARY KEY (community_id, battery_id, starts_at);

--
-- Name: battery_violation battery_violation_pkey; Type: CONSTRAINT; Schema: operate; Owner: -
--

ALTER TABLE ONLY operate.battery_violation
    ADD CONSTRAINT battery_violation_pkey PRIMARY KEY (community_id, battery_id, starts_at, kind);

--
-- Name: charge_decision charge_decision_pkey; Type: CONSTRAINT; Schema: operate; Owner: -
--

ALTER TABLE ONLY operate.charge_decision
    ADD CONSTRAINT charge_decision_pkey PRIMARY KEY (community_id, car, requested_at, decided_at);

--
-- Name: charge_slot charge_slot_pkey; Type: CONSTRAINT; Schema: operate; Owner: -
--

ALTER TABLE ONLY operate.charge_slot
    ADD CONSTRAINT charge_slot_pkey PRIMARY KEY (community_id, car, starts_at);

--
-- Name: demand_dispatch demand_dispatch_pkey; Type: CONSTRAINT; Schema: operate; Owner: -
--

ALTER TABLE ONLY operate.demand_dispatch
    ADD CONSTRAINT demand_dispatch_pkey PRIMARY KEY (community_id, demand_id, day);

--
-- Name: directive directive_pkey; Type: CONSTRAINT; Schema: operate; Owner: -
--

ALTER TABLE ONLY operate.directive
    ADD CONSTRAINT directive_pkey PRIMARY KEY (community_id, device, issued_at, origin);

--
-- Name: offer offer_pkey; Type: CONSTRAINT; Schema: operate; Owner: -
--

ALTER TABLE ONLY operate.offer
    ADD CONSTRAINT offer_pkey PRIMARY KEY (community_id, market, starts_at, product, price_eur_mwh);

--
-- Name: supplier_request supplier_request_pkey; Type: CONSTRAINT; Schema: operate; Owner: -
--

ALTER TABLE ONLY operate.supplier_request
    ADD CONSTRAINT supplier_request_pkey PRIMARY KEY (community_id, plant_id, starts_at);

--
-- Name: unmet unmet_pkey; Type: CONSTRAINT; Schema: operate; Owner: -
--

ALTER TABLE ONLY operate.unmet
    ADD CONSTRAINT unmet_pkey PRIMARY KEY (community_id, starts_at);

--
-- Name: mail mail_once; Type: CONSTRAINT; Schema: ops; Owner: -
--

ALTER TABLE ONLY ops.mail
    ADD CONSTRAINT mail_once UNIQUE (topic, key, recipient);

--
-- Name: mail mail_pkey; Type: CONSTRAINT; Schema: ops; Owner: -
--

ALTER TABLE ONLY ops.mail
    ADD CONSTRAINT mail_pkey PRIMARY KEY (mail_id);

--
-- Name: migration migration_pkey; Type: CONSTRAINT; Schema: ops; Owner: -
--

ALTER TABLE ONLY ops.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (version);

--
-- Name: outbox once; Type: CONSTRAINT; Schema: ops; Owner: -
--

ALTER TABLE ONLY ops.outbox
    ADD CONSTRAINT once UNIQUE (topic, key);

--
-- Name: outbox outbox_pkey; Type: CONSTRAINT; Schema: ops; Owner: -
--

ALTER TABLE ONLY ops.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (outbox_id);

--
-- Name: run run_pkey; Type: CONSTRAINT; Schema: ops; Owner: -
--

ALTER TABLE ONLY ops.run
    ADD CONSTRAINT run_pkey PRIMARY KEY (run_id);

--
-- Name: stale_allocation stale_allocation_pkey; Type: CONSTRAINT; Schema: ops; Owner: -
--

ALTER TABLE ONLY ops.stale_allocation
    ADD CONSTRAINT stale_allocation_pkey PRIMARY KEY (community_id, day);

--
-- Name: stale stale_pkey; Type: CONSTRAINT; Schema: ops; Owner: -
--

ALTER TABLE ONLY ops.stale
    ADD CONSTRAINT stale_pkey PRIMARY KEY (community_id, meter_id, days);

--
-- Name: cycle cycle_pkey; Type: CONSTRAINT; Schema: optimize; Owner: -
--

ALTER TABLE ONLY optimize.cycle
    ADD CONSTRAINT cycle_pkey PRIMARY KEY (community_id, device, starts_at);

--
-- Name: cycle_setting cycle_setting_pkey; Type: CONSTRAINT; Schema: optimize; Owner: -
--

ALTER TABLE ONLY optimize.cycle_setting
    ADD CONSTRAINT cycle_setting_pkey PRIMARY KEY (community_id, device);

--
-- Name: run one_run_a_round; Type: CONSTRAINT; Schema: optimize; Owner: -
--

ALTER TABLE ONLY optimize.run
    ADD CONSTRAINT one_run_a_round UNIQUE (community_id, method, starts_at);

--
-- Name: plan plan_pkey; Type: CONSTRAINT; Schema: optimize; Owner: -
--

ALTER TABLE ONLY optimize.plan
    ADD CONSTRAINT plan_pkey PRIMARY KEY (community_id, run_id, device);

--
-- Name: run run_pkey; Type: CONSTRAINT; Schema: optimize; Owner: -
--

ALTER TABLE ONLY optimize.run
    ADD CONSTRAINT run_pkey PRIMARY KEY (community_id, run_id);

--
-- Name: thermal_model thermal_model_model_key; Type: CONSTRAINT; Schema: optimize; Owner: -
--

ALTER TABLE ONLY optimize.thermal_model
    ADD CONSTRAINT thermal_model_model_key UNIQUE (model);

--
-- Name: thermal_model thermal_model_pkey; Type: CONSTRAINT; Schema: optimize; Owner: -
--

ALTER TABLE ONLY optimize.thermal_model
    ADD CONSTRAINT thermal_model_pkey PRIMARY KEY (model_id);

--
-- Name: warning warning_pkey; Type: CONSTRAINT; Schema: optimize; Owner: -
--

ALTER TABLE ONLY optimize.warning
    ADD CONSTRAINT warning_pkey PRIMARY KEY (community_id, method, starts_at, number);

--
-- Name: water_energy water_energy_pkey; Type: CONSTRAINT; Schema: optimize; Owner: -
--

ALTER TABLE ONLY optimize.water_energy
    ADD CONSTRAINT water_energy_pkey PRIMARY KEY (community_id, device, ends_at);

--
-- Name: package built_once; Type: CONSTRAINT; Schema: partner; Owner: -
--

ALTER TABLE ONLY partner.package
    ADD CONSTRAINT built_once UNIQUE NULLS NOT DISTINCT (partner_id, product, communities, customer_id, grain, period);

--
-- Name: ledger ledger_pkey; Type: CONSTRAINT; Schema: partner; Owner: -
--

ALTER TABLE ONLY partner.ledger
    ADD CONSTRAINT ledger_pkey PRIMARY KEY (ledger_id);

--
-- Name: package package_package_key; Type: CONSTRAINT; Schema: partner; Owner: -
--

ALTER TABLE ONLY partner.package
    ADD CONSTRAINT package_package_key UNIQUE (package);

--
-- Name: package package_pkey; Type: CONSTRAINT; Schema: partner; Owner: -
--

ALTER TABLE ONLY partner.package
    ADD CONSTRAINT package_pkey PRIMARY KEY (package_id);

--
-- Name: partner partner_partner_key; Type: CONSTRAINT; Schema: partner; Owner: -
--

ALTER TABLE ONLY partner.partner
    ADD CONSTRAINT partner_partner_key UNIQUE (partner);

--
-- Name: partner partner_pkey; Type: CONSTRAINT; Schema: partner; Owner: -
--

ALTER TABLE ONLY partner.partner
    ADD CONSTRAINT partner_pkey PRIMARY KEY (partner_id);

--
-- Name: product product_pkey; Type: CONSTRAINT; Schema: partner; Owner: -
--

ALTER TABLE ONLY partner.product
    ADD CONSTRAINT product_pkey PRIMARY KEY (product, valid_from);

--
-- Name: ledger reference_once; Type: CONSTRAINT; Schema: partner; Owner: -
--

ALTER TABLE ONLY partner.ledger
    ADD CONSTRAINT reference_once UNIQUE (partner_id, kind, reference);

--
-- Name: release_meter release_meter_pkey; Type: CONSTRAINT; Schema: partner; Owner: -
--

ALTER TABLE ONLY partner.release_meter
    ADD CONSTRAINT release_meter_pkey PRIMARY KEY (release_meter_id);

--
-- Name: release release_pkey; Type: CONSTRAINT; Schema: partner; Owner: -
--

ALTER TABLE ONLY partner.release
    ADD CONSTRAINT release_pkey PRIMARY KEY (communities, class, grain, day);

--
-- Name: release_source release_source_pkey; Type: CONSTRAINT; Schema: partner; Owner: -
--

ALTER TABLE ONLY partner.release_source
    ADD CONSTRAINT release_source_pkey PRIMARY KEY (community_id, meter_id, day);

--
-- Name: request request_pkey; Type: CONSTRAINT; Schema: partner; Owner: -
--

ALTER TABLE ONLY partner.request
    ADD CONSTRAINT request_pkey PRIMARY KEY (request_id);

--
-- Name: subscription subscription_pkey; Type: CONSTRAINT; Schema: partner; Owner: -
--

ALTER TABLE ONLY partner.subscription
    ADD CONSTRAINT subscription_pkey PRIMARY KEY (subscription_id);

--
-- Name: subscription subscription_subscription_key; Type: CONSTRAINT; Schema: partner; Owner: -
--

ALTER TABLE ONLY partner.subscription
    ADD CONSTRAINT subscription_subscription_key UNIQUE (subscription);

--
-- Name: forecast_slot; Type: INDEX; Schema: aggregate; Owner: -
--

CREATE INDEX forecast_slot ON aggregate.forecast USING btree (community_id, starts_at, issued_at);

--
-- Name: collection_item_mandate; Type: INDEX; Schema: billing; Owner: -
--

CREATE INDEX collection_item_mandate ON billing.collection_item USING btree (mandate_id);

--
-- Name: collection_item_name; Type: INDEX; Schema: billing; Owner: -
--

CREATE INDEX collection_item_name ON billing.collection_item USING btree (end_to_end);

--
-- Name: draft_line_regularises; Type: INDEX; Schema: billing; Owner: -
--

CREATE INDEX draft_line_regularises ON billing.draft_line USING btree (community_id, regularises) WHERE (regularises IS NOT NULL);

--
-- Name: in_one_collection; Type: INDEX; Schema: billing; Owner: -
--

CREATE UNIQUE INDEX in_one_collection ON billing.collection_item USING btree (community_id, invoice) WHERE (state = ANY (ARRAY['open'::text, 'paid'::text]));

--
-- Name: invoice_corrects; Type: INDEX; Schema: billing; Owner: -
--

CREATE INDEX invoice_corrects ON billing.invoice USING btree (community_id, corrects) WHERE (corrects IS NOT NULL);

--
-- Name: invoice_customer; Type: INDEX; Schema: billing; Owner: -
--

CREATE INDEX invoice_customer ON billing.invoice USING btree (customer_id);

--
-- Name: invoice_number; Type: INDEX; Schema: billing; Owner: -
--

CREATE INDEX invoice_number ON billing.invoice USING btree (invoice);

--
-- Name: payment_reference; Type: INDEX; Schema: billing; Owner: -
--

CREATE INDEX payment_reference ON billing.payment USING btree (reference);

--
-- Name: set_off_invoice; Type: INDEX; Schema: billing; Owner: -
--

CREATE INDEX set_off_invoice ON billing.set_off USING btree (community_id, invoice);

--
-- Name: malfunction_lasts_once; Type: INDEX; Schema: grid; Owner: -
--

CREATE UNIQUE INDEX malfunction_lasts_once ON grid.malfunction USING btree (community_id, meter_id, kind, subject, source) NULLS NOT DISTINCT WHERE (closed_at IS NULL);

--
-- Name: membership_community; Type: INDEX; Schema: grid; Owner: -
--

CREATE INDEX membership_community ON grid.membership USING gist (community_id, during);

--
-- Name: register_read_at; Type: INDEX; Schema: grid; Owner: -
--

CREATE INDEX register_read_at ON grid.register_read USING btree (community_id, meter_id, register, read_at);

--
-- Name: register_read_batch; Type: INDEX; Schema: grid; Owner: -
--

CREATE INDEX register_read_batch ON grid.register_read USING btree (batch_id);

--
-- Name: batch_digest; Type: INDEX; Schema: ingest; Owner: -
--

CREATE UNIQUE INDEX batch_digest ON ingest.batch USING btree (digest) WHERE (rank >= 0);

--
-- Name: estimate_open; Type: INDEX; Schema: ingest; Owner: -
--

CREATE UNIQUE INDEX estimate_open ON ingest.estimate USING btree (community_id, meter_id, register, day, starts_at) WHERE (closed_at IS NULL);

--
-- Name: mail_waiting; Type: INDEX; Schema: ops; Owner: -
--

CREATE INDEX mail_waiting ON ops.mail USING btree (next_at) WHERE ((sent_at IS NULL) AND (failed_at IS NULL));

--
-- Name: outbox_happened; Type: INDEX; Schema: ops; Owner: -
--

CREATE INDEX outbox_happened ON ops.outbox USING btree (topic, happened_at);

--
-- Name: ledger_partner; Type: INDEX; Schema: partner; Owner: -
--

CREATE INDEX ledger_partner ON partner.ledger USING btree (partner_id, entered_at);

--
-- Name: release_meter_day; Type: INDEX; Schema: partner; Owner: -
--

CREATE INDEX release_meter_day ON partner.release_meter USING btree (day);

--
-- Name: request_partner; Type: INDEX; Schema: partner; Owner: -
--

CREATE INDEX request_partner ON partner.request USING btree (partner_id, asked_at);

--
-- Name: request_subscription; Type: INDEX; Schema: partner; Owner: -
--

CREATE INDEX request_subscription ON partner.request USING btree (subscription_id, period);

--
-- Name: invoice append_only; Type: TRIGGER; Schema: billing; Owner: -
--

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON billing.invoice FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change();

--
-- Name: invoice_line append_only; Type: TRIGGER; Schema: billing; Owner: -
--

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON billing.invoice_line FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change();

--
-- Name: invoice_vat append_only; Type: TRIGGER; Schema: billing; Owner: -
--

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON billing.invoice_vat FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change();

--
-- Name: partner_invoice append_only; Type: TRIGGER; Schema: billing; Owner: -
--

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON billing.partner_invoice FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change();

--
-- Name: partner_invoice_entry append_only; Type: TRIGGER; Schema: billing; Owner: -
--

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON billing.partner_invoice_entry FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change();

--
-- Name: partner_invoice_line append_only; Type: TRIGGER; Schema: billing; Owner: -
--

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON billing.partner_invoice_line FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change();

--
-- Name: partner_invoice_vat append_only; Type: TRIGGER; Schema: billing; Owner: -
--

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON billing.partner_invoice_vat FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change();

--
-- Name: payment append_only; Type: TRIGGER; Schema: billing; Owner: -
--

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON billing.payment FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change();

--
-- Name: set_off append_only; Type: TRIGGER; Schema: billing; Owner: -
--

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON billing.set_off FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change();

--
-- Name: charge_decision append_only; Type: TRIGGER; Schema: operate; Owner: -
--

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON operate.charge_decision FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change();

--
-- Name: directive append_only; Type: TRIGGER; Schema: operate; Owner: -
--

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON operate.directive FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change();

--
-- Name: ledger append_only; Type: TRIGGER; Schema: partner; Owner: -
--

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON partner.ledger FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change();

--
-- Name: package append_only; Type: TRIGGER; Schema: partner; Owner: -
--

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON partner.package FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change();

--
-- Name: release append_only; Type: TRIGGER; Schema: partner; Owner: -
--

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON partner.release FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change();

--
-- Name: release_meter append_only; Type: TRIGGER; Schema: partner; Owner: -
--

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON partner.release_meter FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change();

--
-- Name: release_source append_only; Type: TRIGGER; Schema: partner; Owner: -
--

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON partner.release_source FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change();

--
-- Name: request append_only; Type: TRIGGER; Schema: partner; Owner: -
--

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON partner.request FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change();

--
-- Name: collection_item collection_item_collection_id_fkey; Type: FK CONSTRAINT; Schema: billing; Owner: -
--

ALTER TABLE ONLY billing.collection_item
    ADD CONSTRAINT collection_item_collection_id_fkey FOREIGN KEY (collection_id) REFERENCES billing.collection(collection_id);

--
-- Name: collection_item collection_item_mandate_id_fkey; Type: FK CONSTRAINT; Schema: billing; Owner: -
--

ALTER TABLE ONLY billing.collection_item
    ADD CONSTRAINT collection_item_mandate_id_fkey FOREIGN KEY (mandate_id) REFERENCES grid.mandate(mandate_id);

--
-- Name: collection collection_seller_id_fkey; Type: FK CONSTRAINT; Schema: billing; Owner: -
--

ALTER TABLE ONLY billing.collection
    ADD CONSTRAINT collection_seller_id_fkey FOREIGN KEY (seller_id) REFERENCES grid.seller(seller_id);

--
-- Name: set_off credit_exists; Type: FK CONSTRAINT; Schema: billing; Owner: -
--

ALTER TABLE ONLY billing.set_off
    ADD CONSTRAINT credit_exists FOREIGN KEY (community_id, credit) REFERENCES billing.invoice(community_id, invoice);

--
-- Name: set_off invoice_exists; Type: FK CONSTRAINT; Schema: billing; Owner: -
--

ALTER TABLE ONLY billing.set_off
    ADD CONSTRAINT invoice_exists FOREIGN KEY (community_id, invoice) REFERENCES billing.invoice(community_id, invoice);

--
-- Name: collection_item item_of_invoice; Type: FK CONSTRAINT; Schema: billing; Owner: -
--

ALTER TABLE ONLY billing.collection_item
    ADD CONSTRAINT item_of_invoice FOREIGN KEY (community_id, invoice) REFERENCES billing.invoice(community_id, invoice);

--
-- Name: invoice_line line_of_invoice; Type: FK CONSTRAINT; Schema: billing; Owner: -
--

ALTER TABLE ONLY billing.invoice_line
    ADD CONSTRAINT line_of_invoice FOREIGN KEY (community_id, invoice) REFERENCES billing.invoice(community_id, invoice);

--
-- Name: partner_invoice_entry partner_invoice_entry_invoice_fkey; Type: FK CONSTRAINT; Schema: billing; Owner: -
--

ALTER TABLE ONLY billing.partner_invoice_entry
    ADD CONSTRAINT partner_invoice_entry_invoice_fkey FOREIGN KEY (invoice) REFERENCES billing.partner_invoice(invoice);

--
-- Name: partner_invoice_entry partner_invoice_entry_ledger_id_fkey; Type: FK CONSTRAINT; Schema: billing; Owner: -
--

ALTER TABLE ONLY billing.partner_invoice_entry
    ADD CONSTRAINT partner_invoice_entry_ledger_id_fkey FOREIGN KEY (ledger_id) REFERENCES partner.ledger(ledger_id);

--
-- Name: partner_invoice_line partner_invoice_line_invoice_fkey; Type: FK CONSTRAINT; Schema: billing; Owner: -
--

ALTER TABLE ONLY billing.partner_invoice_line
    ADD CONSTRAINT partner_invoice_line_invoice_fkey FOREIGN KEY (invoice) REFERENCES billing.partner_invoice(invoice);

--
-- Name: partner_invoice partner_invoice_partner_id_fkey; Type: FK CONSTRAINT; Schema: billing; Owner: -
--

ALTER TABLE ONLY billing.partner_invoice
    ADD CONSTRAINT partner_invoice_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES partner.partner(partner_id);

--
-- Name: partner_invoice_vat partner_invoice_vat_invoice_fkey; Type: FK CONSTRAINT; Schema: billing; Owner: -
--

ALTER TABLE ONLY billing.partner_invoice_vat
    ADD CONSTRAINT partner_invoice_vat_invoice_fkey FOREIGN KEY (invoice) REFERENCES billing.partner_invoice(invoice);

--
-- Name: payment payment_of_invoice; Type: FK CONSTRAINT; Schema: billing; Owner: -
--

ALTER TABLE ONLY billing.payment
    ADD CONSTRAINT payment_of_invoice FOREIGN KEY (community_id, invoice) REFERENCES billing.invoice(community_id, invoice);

--
-- Name: partner_invoice seller_version; Type: FK CONSTRAINT; Schema: billing; Owner: -
--

ALTER TABLE ONLY billing.partner_invoice
    ADD CONSTRAINT seller_version FOREIGN KEY (seller_id, seller_from) REFERENCES grid.seller_version(seller_id, valid_from);

--
-- Name: invoice_vat vat_of_invoice; Type: FK CONSTRAINT; Schema: billing; Owner: -
--

ALTER TABLE ONLY billing.invoice_vat
    ADD CONSTRAINT vat_of_invoice FOREIGN KEY (community_id, invoice) REFERENCES billing.invoice(community_id, invoice);

--
-- Name: alias alias_meter_id_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.alias
    ADD CONSTRAINT alias_meter_id_fkey FOREIGN KEY (meter_id) REFERENCES grid.meter(meter_id);

--
-- Name: battery battery_community_id_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.battery
    ADD CONSTRAINT battery_community_id_fkey FOREIGN KEY (community_id) REFERENCES grid.community(community_id);

--
-- Name: battery battery_meter_id_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.battery
    ADD CONSTRAINT battery_meter_id_fkey FOREIGN KEY (meter_id) REFERENCES grid.meter(meter_id);

--
-- Name: calendar_day calendar_day_calendar_id_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.calendar_day
    ADD CONSTRAINT calendar_day_calendar_id_fkey FOREIGN KEY (calendar_id) REFERENCES grid.calendar(calendar_id);

--
-- Name: charge_request charge_request_community_id_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.charge_request
    ADD CONSTRAINT charge_request_community_id_fkey FOREIGN KEY (community_id) REFERENCES grid.community(community_id);

--
-- Name: community community_seller_id_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.community
    ADD CONSTRAINT community_seller_id_fkey FOREIGN KEY (seller_id) REFERENCES grid.seller(seller_id);

--
-- Name: consent consent_customer_id_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.consent
    ADD CONSTRAINT consent_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES grid.customer(customer_id);

--
-- Name: contact contact_community_id_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.contact
    ADD CONSTRAINT contact_community_id_fkey FOREIGN KEY (community_id) REFERENCES grid.community(community_id);

--
-- Name: contact contact_customer_id_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.contact
    ADD CONSTRAINT contact_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES grid.customer(customer_id);

--
-- Name: contact contact_meter_id_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.contact
    ADD CONSTRAINT contact_meter_id_fkey FOREIGN KEY (meter_id) REFERENCES grid.meter(meter_id);

--
-- Name: contract contract_customer_id_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.contract
    ADD CONSTRAINT contract_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES grid.customer(customer_id);

--
-- Name: contract contract_meter_id_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.contract
    ADD CONSTRAINT contract_meter_id_fkey FOREIGN KEY (meter_id) REFERENCES grid.meter(meter_id);

--
-- Name: contract contract_tariff_id_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.contract
    ADD CONSTRAINT contract_tariff_id_fkey FOREIGN KEY (tariff_id) REFERENCES grid.tariff(tariff_id);

--
-- Name: demand demand_community_id_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.demand
    ADD CONSTRAINT demand_community_id_fkey FOREIGN KEY (community_id) REFERENCES grid.community(community_id);

--
-- Name: demand demand_customer_id_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.demand
    ADD CONSTRAINT demand_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES grid.customer(customer_id);

--
-- Name: device device_meter_id_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.device
    ADD CONSTRAINT device_meter_id_fkey FOREIGN KEY (meter_id) REFERENCES grid.meter(meter_id);

--
-- Name: flexible_device flexible_device_community_id_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.flexible_device
    ADD CONSTRAINT flexible_device_community_id_fkey FOREIGN KEY (community_id) REFERENCES grid.community(community_id);

--
-- Name: flexible_device flexible_device_meter_id_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.flexible_device
    ADD CONSTRAINT flexible_device_meter_id_fkey FOREIGN KEY (meter_id) REFERENCES grid.meter(meter_id);

--
-- Name: malfunction malfunction_community_id_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.malfunction
    ADD CONSTRAINT malfunction_community_id_fkey FOREIGN KEY (community_id) REFERENCES grid.community(community_id);

--
-- Name: malfunction malfunction_meter_id_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.malfunction
    ADD CONSTRAINT malfunction_meter_id_fkey FOREIGN KEY (meter_id) REFERENCES grid.meter(meter_id);

--
-- Name: mandate mandate_customer_id_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.mandate
    ADD CONSTRAINT mandate_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES grid.customer(customer_id);

--
-- Name: mandate mandate_seller_id_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.mandate
    ADD CONSTRAINT mandate_seller_id_fkey FOREIGN KEY (seller_id) REFERENCES grid.seller(seller_id);

--
-- Name: membership membership_community_id_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.membership
    ADD CONSTRAINT membership_community_id_fkey FOREIGN KEY (community_id) REFERENCES grid.community(community_id);

--
-- Name: membership membership_meter_id_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.membership
    ADD CONSTRAINT membership_meter_id_fkey FOREIGN KEY (meter_id) REFERENCES grid.meter(meter_id);

--
-- Name: meter_serial meter_serial_meter_id_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.meter_serial
    ADD CONSTRAINT meter_serial_meter_id_fkey FOREIGN KEY (meter_id) REFERENCES grid.meter(meter_id);

--
-- Name: outage outage_community_id_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.outage
    ADD CONSTRAINT outage_community_id_fkey FOREIGN KEY (community_id) REFERENCES grid.community(community_id);

--
-- Name: outage outage_meter_id_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.outage
    ADD CONSTRAINT outage_meter_id_fkey FOREIGN KEY (meter_id) REFERENCES grid.meter(meter_id);

--
-- Name: plant plant_community_id_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.plant
    ADD CONSTRAINT plant_community_id_fkey FOREIGN KEY (community_id) REFERENCES grid.community(community_id);

--
-- Name: plant plant_meter_id_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.plant
    ADD CONSTRAINT plant_meter_id_fkey FOREIGN KEY (meter_id) REFERENCES grid.meter(meter_id);

--
-- Name: seller_version seller_version_seller_id_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.seller_version
    ADD CONSTRAINT seller_version_seller_id_fkey FOREIGN KEY (seller_id) REFERENCES grid.seller(seller_id);

--
-- Name: sharing_key sharing_key_community_id_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.sharing_key
    ADD CONSTRAINT sharing_key_community_id_fkey FOREIGN KEY (community_id) REFERENCES grid.community(community_id);

--
-- Name: sharing_member sharing_member_community_id_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.sharing_member
    ADD CONSTRAINT sharing_member_community_id_fkey FOREIGN KEY (community_id) REFERENCES grid.community(community_id);

--
-- Name: sharing_member sharing_member_meter_id_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.sharing_member
    ADD CONSTRAINT sharing_member_meter_id_fkey FOREIGN KEY (meter_id) REFERENCES grid.meter(meter_id);

--
-- Name: sharing_slot sharing_slot_community_id_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.sharing_slot
    ADD CONSTRAINT sharing_slot_community_id_fkey FOREIGN KEY (community_id) REFERENCES grid.community(community_id);

--
-- Name: sharing_slot sharing_slot_meter_id_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.sharing_slot
    ADD CONSTRAINT sharing_slot_meter_id_fkey FOREIGN KEY (meter_id) REFERENCES grid.meter(meter_id);

--
-- Name: tariff_price tariff_price_tariff_id_valid_from_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.tariff_price
    ADD CONSTRAINT tariff_price_tariff_id_valid_from_fkey FOREIGN KEY (tariff_id, valid_from) REFERENCES grid.tariff_version(tariff_id, valid_from) ON DELETE CASCADE;

--
-- Name: tariff_price tariff_price_tax_id_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.tariff_price
    ADD CONSTRAINT tariff_price_tax_id_fkey FOREIGN KEY (tax_id) REFERENCES grid.tax(tax_id);

--
-- Name: tariff_price tariff_price_vat_tax_id_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.tariff_price
    ADD CONSTRAINT tariff_price_vat_tax_id_fkey FOREIGN KEY (vat_tax_id) REFERENCES grid.tax(tax_id);

--
-- Name: tariff_version tariff_version_calendar_id_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.tariff_version
    ADD CONSTRAINT tariff_version_calendar_id_fkey FOREIGN KEY (calendar_id) REFERENCES grid.calendar(calendar_id);

--
-- Name: tariff_version tariff_version_tariff_id_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.tariff_version
    ADD CONSTRAINT tariff_version_tariff_id_fkey FOREIGN KEY (tariff_id) REFERENCES grid.tariff(tariff_id);

--
-- Name: tax_rate tax_rate_tax_id_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.tax_rate
    ADD CONSTRAINT tax_rate_tax_id_fkey FOREIGN KEY (tax_id) REFERENCES grid.tax(tax_id);

--
-- Name: tax_rate tax_rate_vat_tax_id_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.tax_rate
    ADD CONSTRAINT tax_rate_vat_tax_id_fkey FOREIGN KEY (vat_tax_id) REFERENCES grid.tax(tax_id);

--
-- Name: temperature temperature_community_id_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.temperature
    ADD CONSTRAINT temperature_community_id_fkey FOREIGN KEY (community_id) REFERENCES grid.community(community_id);

--
-- Name: tolerance tolerance_meter_id_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.tolerance
    ADD CONSTRAINT tolerance_meter_id_fkey FOREIGN KEY (meter_id) REFERENCES grid.meter(meter_id);

--
-- Name: weather weather_community_id_fkey; Type: FK CONSTRAINT; Schema: grid; Owner: -
--

ALTER TABLE ONLY grid.weather
    ADD CONSTRAINT weather_community_id_fkey FOREIGN KEY (community_id) REFERENCES grid.community(community_id);

--
-- Name: edit edit_batch_id_fkey; Type: FK CONSTRAINT; Schema: ingest; Owner: -
--

ALTER TABLE ONLY ingest.edit
    ADD CONSTRAINT edit_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES ingest.batch(batch_id);

--
-- Name: edit edit_undoes_fkey; Type: FK CONSTRAINT; Schema: ingest; Owner: -
--

ALTER TABLE ONLY ingest.edit
    ADD CONSTRAINT edit_undoes_fkey FOREIGN KEY (undoes) REFERENCES ingest.edit(edit_id);

--
-- Name: refusal refusal_community_id_fkey; Type: FK CONSTRAINT; Schema: ingest; Owner: -
--

ALTER TABLE ONLY ingest.refusal
    ADD CONSTRAINT refusal_community_id_fkey FOREIGN KEY (community_id) REFERENCES grid.community(community_id);

--
-- Name: reject reject_batch_id_fkey; Type: FK CONSTRAINT; Schema: ingest; Owner: -
--

ALTER TABLE ONLY ingest.reject
    ADD CONSTRAINT reject_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES ingest.batch(batch_id);

--
-- Name: rule rule_meter_id_fkey; Type: FK CONSTRAINT; Schema: ingest; Owner: -
--

ALTER TABLE ONLY ingest.rule
    ADD CONSTRAINT rule_meter_id_fkey FOREIGN KEY (meter_id) REFERENCES grid.meter(meter_id);

--
-- Name: withdrawal withdrawal_batch_id_fkey; Type: FK CONSTRAINT; Schema: ingest; Owner: -
--

ALTER TABLE ONLY ingest.withdrawal
    ADD CONSTRAINT withdrawal_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES ingest.batch(batch_id);

--
-- Name: zabbix_item zabbix_item_meter_id_fkey; Type: FK CONSTRAINT; Schema: ingest; Owner: -
--

ALTER TABLE ONLY ingest.zabbix_item
    ADD CONSTRAINT zabbix_item_meter_id_fkey FOREIGN KEY (meter_id) REFERENCES grid.meter(meter_id);

--
-- Name: charge_decision charge_decision_community_id_fkey; Type: FK CONSTRAINT; Schema: operate; Owner: -
--

ALTER TABLE ONLY operate.charge_decision
    ADD CONSTRAINT charge_decision_community_id_fkey FOREIGN KEY (community_id) REFERENCES grid.community(community_id);

--
-- Name: charge_slot charge_slot_community_id_fkey; Type: FK CONSTRAINT; Schema: operate; Owner: -
--

ALTER TABLE ONLY operate.charge_slot
    ADD CONSTRAINT charge_slot_community_id_fkey FOREIGN KEY (community_id) REFERENCES grid.community(community_id);

--
-- Name: demand_dispatch demand_dispatch_community_id_fkey; Type: FK CONSTRAINT; Schema: operate; Owner: -
--

ALTER TABLE ONLY operate.demand_dispatch
    ADD CONSTRAINT demand_dispatch_community_id_fkey FOREIGN KEY (community_id) REFERENCES grid.community(community_id);

--
-- Name: demand_dispatch demand_dispatch_demand_id_fkey; Type: FK CONSTRAINT; Schema: operate; Owner: -
--

ALTER TABLE ONLY operate.demand_dispatch
    ADD CONSTRAINT demand_dispatch_demand_id_fkey FOREIGN KEY (demand_id) REFERENCES grid.demand(demand_id);

--
-- Name: directive directive_community_id_fkey; Type: FK CONSTRAINT; Schema: operate; Owner: -
--

ALTER TABLE ONLY operate.directive
    ADD CONSTRAINT directive_community_id_fkey FOREIGN KEY (community_id) REFERENCES grid.community(community_id);

--
-- Name: supplier_request supplier_request_community_id_fkey; Type: FK CONSTRAINT; Schema: operate; Owner: -
--

ALTER TABLE ONLY operate.supplier_request
    ADD CONSTRAINT supplier_request_community_id_fkey FOREIGN KEY (community_id) REFERENCES grid.community(community_id);

--
-- Name: supplier_request supplier_request_plant_id_fkey; Type: FK CONSTRAINT; Schema: operate; Owner: -
--

ALTER TABLE ONLY operate.supplier_request
    ADD CONSTRAINT supplier_request_plant_id_fkey FOREIGN KEY (plant_id) REFERENCES grid.plant(plant_id);

--
-- Name: unmet unmet_community_id_fkey; Type: FK CONSTRAINT; Schema: operate; Owner: -
--

ALTER TABLE ONLY operate.unmet
    ADD CONSTRAINT unmet_community_id_fkey FOREIGN KEY (community_id) REFERENCES grid.community(community_id);

--
-- Name: cycle cycle_community_id_fkey; Type: FK CONSTRAINT; Schema: optimize; Owner: -
--

ALTER TABLE ONLY optimize.cycle
    ADD CONSTRAINT cycle_community_id_fkey FOREIGN KEY (community_id) REFERENCES grid.community(community_id);

--
-- Name: cycle_setting cycle_setting_community_id_fkey; Type: FK CONSTRAINT; Schema: optimize; Owner: -
--

ALTER TABLE ONLY optimize.cycle_setting
    ADD CONSTRAINT cycle_setting_community_id_fkey FOREIGN KEY (community_id) REFERENCES grid.community(community_id);

--
-- Name: plan plan_community_id_run_id_fkey; Type: FK CONSTRAINT; Schema: optimize; Owner: -
--

ALTER TABLE ONLY optimize.plan
    ADD CONSTRAINT plan_community_id_run_id_fkey FOREIGN KEY (community_id, run_id) REFERENCES optimize.run(community_id, run_id) ON DELETE CASCADE;

--
-- Name: run run_community_id_fkey; Type: FK CONSTRAINT; Schema: optimize; Owner: -
--

ALTER TABLE ONLY optimize.run
    ADD CONSTRAINT run_community_id_fkey FOREIGN KEY (community_id) REFERENCES grid.community(community_id);

--
-- Name: warning warning_community_id_fkey; Type: FK CONSTRAINT; Schema: optimize; Owner: -
--

ALTER TABLE ONLY optimize.warning
    ADD CONSTRAINT warning_community_id_fkey FOREIGN KEY (community_id) REFERENCES grid.community(community_id);

--
-- Name: water_energy water_energy_community_id_fkey; Type: FK CONSTRAINT; Schema: optimize; Owner: -
--

ALTER TABLE ONLY optimize.water_energy
    ADD CONSTRAINT water_energy_community_id_fkey FOREIGN KEY (community_id) REFERENCES grid.community(community_id);

--
-- Name: ledger ledger_partner_id_fkey; Type: FK CONSTRAINT; Schema: partner; Owner: -
--

ALTER TABLE ONLY partner.ledger
    ADD CONSTRAINT ledger_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES partner.partner(partner_id);

--
-- Name: package package_customer_id_fkey; Type: FK CONSTRAINT; Schema: partner; Owner: -
--

ALTER TABLE ONLY partner.package
    ADD CONSTRAINT package_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES grid.customer(customer_id);

--
-- Name: package package_ledger_id_fkey; Type: FK CONSTRAINT; Schema: partner; Owner: -
--

ALTER TABLE ONLY partner.package
    ADD CONSTRAINT package_ledger_id_fkey FOREIGN KEY (ledger_id) REFERENCES partner.ledger(ledger_id);

--
-- Name: package package_partner_id_fkey; Type: FK CONSTRAINT; Schema: partner; Owner: -
--

ALTER TABLE ONLY partner.package
    ADD CONSTRAINT package_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES partner.partner(partner_id);

--
-- Name: partner partner_seller_id_fkey; Type: FK CONSTRAINT; Schema: partner; Owner: -
--

ALTER TABLE ONLY partner.partner
    ADD CONSTRAINT partner_seller_id_fkey FOREIGN KEY (seller_id) REFERENCES grid.seller(seller_id);

--
-- Name: request request_package_id_fkey; Type: FK CONSTRAINT; Schema: partner; Owner: -
--

ALTER TABLE ONLY partner.request
    ADD CONSTRAINT request_package_id_fkey FOREIGN KEY (package_id) REFERENCES partner.package(package_id);

--
-- Name: request request_partner_id_fkey; Type: FK CONSTRAINT; Schema: partner; Owner: -
--

ALTER TABLE ONLY partner.request
    ADD CONSTRAINT request_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES partner.partner(partner_id);

--
-- Name: request request_subscription_id_fkey; Type: FK CONSTRAINT; Schema: partner; Owner: -
--

ALTER TABLE ONLY partner.request
    ADD CONSTRAINT request_subscription_id_fkey FOREIGN KEY (subscription_id) REFERENCES partner.subscription(subscription_id);

--
-- Name: subscription subscription_partner_id_fkey; Type: FK CONSTRAINT; Schema: partner; Owner: -
--

ALTER TABLE ONLY partner.subscription
    ADD CONSTRAINT subscription_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES partner.partner(partner_id);

--
-- PostgreSQL database dump complete
--

