-- The step that places flexible consumption: devices and their wishes, runs, plans, warnings.
CREATE SCHEMA optimize;

-- What the owners of flexible devices wish now. One document a device: a plan reads it whole, and nothing joins on its parts.
CREATE TABLE grid.flexible_device (
  community_id     bigint NOT NULL REFERENCES grid.community,
  device           text NOT NULL,
  kind             text NOT NULL,
  meter_id         bigint REFERENCES grid.meter,
  is_piloted       boolean NOT NULL,
  last_started_at  timestamptz,
  source           text NOT NULL,
  outer_id         bigint,
  outer_type       integer,
  wish             json NOT NULL,
  updated_at       timestamptz NOT NULL,
  PRIMARY KEY (community_id, device),
  CONSTRAINT kind_known CHECK (kind IN ('machine', 'water_heater', 'vehicle', 'heater', 'thermal_heater')),
  CONSTRAINT source_known CHECK (source IN ('registry', 'coordination'))
);
COMMENT ON COLUMN grid.flexible_device.meter_id IS 'The meter that measures nothing but this device; NULL: none does.';
COMMENT ON COLUMN grid.flexible_device.is_piloted IS 'False: its owner took it out of the plans.';
COMMENT ON COLUMN grid.flexible_device.outer_id IS 'Its id in the coordination database, and in published results.';
COMMENT ON COLUMN grid.flexible_device.outer_type IS 'Its type there.';
COMMENT ON COLUMN grid.flexible_device.wish IS 'The wish of its kind, as in files of the format gridctl-ems/1.';
SELECT ops.distribute('grid.flexible_device');

-- Energy that a curve draws: mW of each step, of which those below zero count nothing. Exact.
CREATE FUNCTION optimize.import_wh(curve bigint[], step_s integer) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
  SELECT trim_scale(sum(greatest(0, v)) * step_s / 3600000) FROM unnest(curve) AS v
$$;

-- A run of one community. The same clock and method again replaces it.
CREATE TABLE optimize.run (
  community_id      bigint NOT NULL REFERENCES grid.community,
  run_id            bigint GENERATED ALWAYS AS IDENTITY,
  method            text NOT NULL,
  made_at           timestamptz NOT NULL,
  rounded_at        timestamptz NOT NULL,
  starts_at         timestamptz NOT NULL,
  step_s            integer NOT NULL,
  solver            text NOT NULL,
  devices           integer NOT NULL,
  base              bigint[] NOT NULL,
  total             bigint[] NOT NULL,
  import_before_wh  numeric NOT NULL,
  import_wh         numeric NOT NULL,
  objective         numeric NOT NULL,
  bound             numeric,
  peak_w            numeric NOT NULL,
  solve_ms          integer NOT NULL,
  total_ms          integer NOT NULL,
  conditions        json NOT NULL,
  PRIMARY KEY (community_id, run_id),
  CONSTRAINT one_run_a_round UNIQUE (community_id, method, starts_at),
  CONSTRAINT solver_known CHECK (solver IN ('milp', 'decomposition')),
  CONSTRAINT same_horizon CHECK (cardinality(base) = cardinality(total) AND cardinality(base) > 0),
  CONSTRAINT bound_below_objective CHECK (bound <= objective)
);
COMMENT ON COLUMN optimize.run.method IS 'A label: plans of several methods live side by side.';
COMMENT ON COLUMN optimize.run.made_at IS 'The clock of the run.';
COMMENT ON COLUMN optimize.run.rounded_at IS 'The clock of the run, rounded to a step.';
COMMENT ON COLUMN optimize.run.starts_at IS 'First instant of the first step.';
COMMENT ON COLUMN optimize.run.base IS 'mW of each step: consumption that is not flexible minus production.';
COMMENT ON COLUMN optimize.run.total IS 'The same with the planned loads.';
COMMENT ON COLUMN optimize.run.import_before_wh IS 'Import of the base alone.';
COMMENT ON COLUMN optimize.run.objective IS 'What was minimised: mW of import summed over the steps, weighted by price or CO2 if so asked.';
COMMENT ON COLUMN optimize.run.bound IS 'No plan has a lower objective; NULL: nothing is proven.';
COMMENT ON COLUMN optimize.run.conditions IS 'Everything the plan depends on, in the format gridctl-ems/1.';
ALTER TABLE optimize.run ALTER conditions SET COMPRESSION lz4;
SELECT ops.distribute('optimize.run');

CREATE TABLE optimize.plan (
  community_id  bigint NOT NULL,
  run_id        bigint NOT NULL,
  device        text NOT NULL,
  plan_id       bigint GENERATED ALWAYS AS IDENTITY,
  kind          text NOT NULL,
  outer_id      bigint,
  outer_type    integer,
  decisions     bigint[] NOT NULL,
  load          bigint[] NOT NULL,
  load_wh       numeric NOT NULL,
  authorised_s  integer,
  PRIMARY KEY (community_id, run_id, device),
  FOREIGN KEY (community_id, run_id) REFERENCES optimize.run ON DELETE CASCADE,
  CONSTRAINT same_horizon CHECK (cardinality(decisions) = cardinality(load))
);
COMMENT ON COLUMN optimize.plan.decisions IS
  'Of each step. machine, water_heater, vehicle: 1 where it starts, or where it charges if it may pause; heater: 1 comfort; thermal_heater: 1 heat; battery: W, below zero where it discharges.';
COMMENT ON COLUMN optimize.plan.plan_id IS 'Rises with each plan that is made: the id of ELFE''s results.';
COMMENT ON COLUMN optimize.plan.load IS 'mW of each step.';
COMMENT ON COLUMN optimize.plan.authorised_s IS 'Of a water heater: seconds from its start in which it may heat.';
-- A plan is mostly zeros: rows of two days, above 2 kB, are compressed in place.
ALTER TABLE optimize.plan ALTER decisions SET COMPRESSION lz4, ALTER decisions SET STORAGE MAIN;
ALTER TABLE optimize.plan ALTER load SET COMPRESSION lz4, ALTER load SET STORAGE MAIN;
ALTER TABLE optimize.plan SET (toast_tuple_target = 128);
SELECT ops.distribute('optimize.plan');

CREATE TABLE optimize.warning (
  community_id  bigint NOT NULL REFERENCES grid.community,
  method        text NOT NULL,
  starts_at     timestamptz NOT NULL,
  number        integer NOT NULL,
  tag           text NOT NULL,
  device        text,
  reason        text NOT NULL,
  before        text,
  after         text,
  PRIMARY KEY (community_id, method, starts_at, number),
  CONSTRAINT tag_known CHECK (tag IN ('WARN_CONSTRAINT', 'WARN_IGNORED', 'WARN_DATABASE', 'WARN_IMPOSSIBLE'))
);
COMMENT ON TABLE optimize.warning IS 'What a person has to know about a round; a round without a plan may have some too.';
SELECT ops.distribute('optimize.warning');

-- The newest level that is known of a battery: replayed, metered or, of a new one, registered.
--
-- The state of an instant within a replayed day is that of the last slot that had ended. Metered levels are looked for in
-- the last 31 days; at the same instant they go before replayed ones.
CREATE FUNCTION operate.battery_level(wanted_id bigint, home_id bigint, as_of timestamptz)
RETURNS TABLE (source text, at timestamptz, level_wh numeric) LANGUAGE sql STABLE AS $$
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
