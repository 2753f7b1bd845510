-- Balance and peaks of communities, requests to suppliers, and notices of demand.

-- One meter measures one plant at a time: else a value that stands in would be counted twice.
ALTER TABLE grid.plant ADD CONSTRAINT one_plant_a_meter
  EXCLUDE USING gist (meter_id WITH =, during WITH &&) DEFERRABLE INITIALLY DEFERRED;

-- What a partner will need each day, in a window of the community's wall clock; an end up to the start is on the next day.
CREATE TABLE grid.demand (
  demand_id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  demand        text NOT NULL UNIQUE,
  customer_id   bigint NOT NULL REFERENCES grid.customer,
  community_id  bigint NOT NULL REFERENCES grid.community,
  power_w       bigint NOT NULL,
  start_time    time NOT NULL,
  end_time      time NOT NULL,
  first_day     date NOT NULL,
  end_day       date,
  announced_at  timestamptz NOT NULL,
  CONSTRAINT power_positive CHECK (power_w > 0),
  CONSTRAINT window_not_empty CHECK (start_time <> end_time AND start_time < '24:00' AND end_time > '00:00'),
  CONSTRAINT days_in_order CHECK (first_day <= end_day)
);
COMMENT ON TABLE grid.demand IS 'Announced power of partners, each day from first_day until end_day, which is excluded.';
COMMENT ON COLUMN grid.demand.end_day IS 'NULL: open; first_day: it was ended before it began.';
COMMENT ON COLUMN grid.demand.announced_at IS 'When power, window or first day were said as they are now.';
SELECT ops.replicate('grid.demand');

-- When a wall clock shows a time. One it shows twice is the first of them; one it skips counts by the offset before the
-- jump, so that 02:30 is 03:30 (RFC 5545, 3.3.5).
CREATE FUNCTION grid.wall_instant(day date, clock time, zone text) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT coalesce(min(at) FILTER (WHERE at AT TIME ZONE zone = day + clock), (day + clock) AT TIME ZONE zone)
  FROM (SELECT ((day + clock) AT TIME ZONE zone) - back AS at
        FROM unnest(ARRAY[interval '0', interval '30 min', interval '1 hour']) AS back) AS candidate
$$;

-- A demand's window on a day: one that a jump of the clock would turn round keeps its length.
CREATE FUNCTION grid.demand_window(day date, start_time time, end_time time, zone text)
RETURNS TABLE (starts_at timestamptz, ends_at timestamptz) LANGUAGE sql STABLE AS $$
  SELECT w.starts_at, CASE WHEN w.ends_at > w.starts_at THEN w.ends_at ELSE w.starts_at + (end_time - start_time) END
  FROM (SELECT grid.wall_instant(day, start_time, zone) AS starts_at,
               grid.wall_instant(day + CASE WHEN end_time <= start_time THEN 1 ELSE 0 END, end_time, zone) AS ends_at
       ) AS w
$$;

-- What each measured plant made in its community's slots that had ended. Missing values are stood in for by the last
-- known power when that is at most 15 minutes old at the end of the slot. only_gaps: days without a missing value are
-- left out. A function with a setting of its own is not merged into its caller, which then counts on its number of rows.
CREATE FUNCTION aggregate.plant_slot(period daterange, code text, as_of timestamptz, only_gaps boolean)
RETURNS TABLE (community_id bigint, plant_id bigint, day date, slot integer, starts_at timestamptz, slot_s integer,
               measured_wh numeric, production_wh numeric, state text)
LANGUAGE sql STABLE ROWS 50000 SET work_mem = '64MB' AS $$
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

-- Consumption and production of each community's slots that had ended. A community whose slots are longer than the grain
-- is shown at its own; a longer slot is unknown where a part of it is.
CREATE FUNCTION aggregate.balance(period daterange, code text, as_of timestamptz, grain_s integer)
RETURNS TABLE (community_id bigint, community text, zone text, day date, starts_at timestamptz, slot_s integer,
               member_count integer, known_count integer, consumption_wh numeric, production_wh numeric, state text)
LANGUAGE sql STABLE ROWS 30000 SET work_mem = '64MB' AS $$
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

-- What a balance asks for: more or less production, ok within the tolerance, unknown where it cannot be told.
CREATE FUNCTION aggregate.balance_action(state text, consumption_wh numeric, production_wh numeric, known_count bigint,
                                         member_count bigint, tolerance_percent numeric, known_percent numeric)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN state = 'unknown' OR consumption_wh IS NULL OR production_wh IS NULL
                OR 100 * known_count < known_percent * member_count THEN 'unknown'
              WHEN 100 * abs(production_wh - consumption_wh) <= tolerance_percent * consumption_wh THEN 'ok'
              WHEN production_wh < consumption_wh THEN 'more' ELSE 'less' END
$$;

-- Mean power of an energy, to the whole W.
CREATE FUNCTION aggregate.mean_w(wh numeric, seconds integer) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  SELECT round(wh * 3600 / seconds)::bigint
$$;

-- What suppliers were asked for after a slot. A slot is asked for once: readings that come later change nothing of it.
CREATE TABLE operate.supplier_request (
  community_id  bigint NOT NULL REFERENCES grid.community,
  plant_id      bigint NOT NULL REFERENCES grid.plant,
  starts_at     timestamptz NOT NULL,
  slot_s        integer NOT NULL,
  action        text NOT NULL,
  production_w  bigint NOT NULL,
  asked_w       bigint NOT NULL,
  target_w      bigint NOT NULL GENERATED ALWAYS AS (production_w + CASE action WHEN 'more' THEN asked_w ELSE -asked_w END) STORED,
  decided_at    timestamptz NOT NULL,
  PRIMARY KEY (community_id, plant_id, starts_at),
  CONSTRAINT action_known CHECK (action IN ('more', 'less')),
  CONSTRAINT asks_for_something CHECK (asked_w > 0),
  CONSTRAINT target_not_negative CHECK (target_w >= 0)
);
COMMENT ON COLUMN operate.supplier_request.starts_at IS 'Start of the slot whose balance led to it.';
COMMENT ON COLUMN operate.supplier_request.production_w IS
  'Mean power of the plant in that slot, or what stood in for it; 0 for a plant without a meter.';
COMMENT ON COLUMN operate.supplier_request.asked_w IS 'More or less than production_w; target_w is what it should produce.';
SELECT ops.distribute('operate.supplier_request');

CREATE TABLE operate.unmet (
  community_id  bigint NOT NULL REFERENCES grid.community,
  starts_at     timestamptz NOT NULL,
  unmet_w       bigint NOT NULL,
  PRIMARY KEY (community_id, starts_at),
  CONSTRAINT unmet_positive CHECK (unmet_w > 0)
);
COMMENT ON TABLE operate.unmet IS 'What was lacking in a slot and the community''s plants cannot produce: regulation cuts it.';
SELECT ops.distribute('operate.unmet');

-- Notices of demand that went out: a demand and a day once.
CREATE TABLE operate.demand_dispatch (
  community_id   bigint NOT NULL REFERENCES grid.community,
  demand_id      bigint NOT NULL REFERENCES grid.demand,
  day            date NOT NULL,
  starts_at      timestamptz NOT NULL,
  ends_at        timestamptz NOT NULL,
  power_w        bigint NOT NULL,
  short_notice   boolean NOT NULL,
  dispatched_at  timestamptz NOT NULL,
  PRIMARY KEY (community_id, demand_id, day),
  CONSTRAINT within_the_hour CHECK (dispatched_at >= starts_at - interval '1 hour' AND dispatched_at < starts_at),
  CONSTRAINT window_not_empty CHECK (starts_at < ends_at)
);
COMMENT ON COLUMN operate.demand_dispatch.day IS 'Local day of the community on which the window starts.';
COMMENT ON COLUMN operate.demand_dispatch.short_notice IS 'It was announced less than an hour before it starts.';
SELECT ops.distribute('operate.demand_dispatch');
