-- The state and the plan of batteries, and what is offered to markets. Energy of batteries is counted in mWh.

-- One meter measures one battery at a time: else the same charge would be replayed twice.
ALTER TABLE grid.battery ADD CONSTRAINT one_battery_a_meter
  EXCLUDE USING gist (meter_id WITH =, during WITH &&) DEFERRABLE INITIALLY DEFERRED;

-- Least energy a battery keeps, in Wh: its share of the capacity, rounded up to mWh.
CREATE FUNCTION grid.least_wh(capacity_wh bigint, min_percent numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
  SELECT ceil(capacity_wh * min_percent * 10) / 1000
$$;

-- A battery's local day, replayed from its meter; from its plan where no meter measures it.
CREATE TABLE operate.battery_day (
  community_id     bigint NOT NULL,
  battery_id       bigint NOT NULL,
  day              date NOT NULL,
  slot_s           integer NOT NULL,
  expected_count   integer NOT NULL,
  present_count    integer NOT NULL,
  start_wh         numeric NOT NULL,
  end_wh           numeric NOT NULL,
  charge_wh        numeric NOT NULL,
  discharge_wh     numeric NOT NULL,
  loss_wh          numeric NOT NULL,
  excess_wh        numeric NOT NULL,
  short_wh         numeric NOT NULL,
  metered_wh       numeric,
  deviation_wh     numeric,
  violation_count  integer NOT NULL,
  state_at         timestamptz,
  level            bigint[] NOT NULL,
  PRIMARY KEY (community_id, battery_id, day),
  CONSTRAINT counted CHECK (present_count BETWEEN 0 AND expected_count),
  CONSTRAINT energy_conserved CHECK (start_wh + charge_wh - loss_wh - excess_wh - discharge_wh + short_wh = end_wh)
);
COMMENT ON COLUMN operate.battery_day.expected_count IS 'Intervals of the day that had ended; present_count: those that are known.';
COMMENT ON COLUMN operate.battery_day.loss_wh IS 'What charging loses: charge x (1 - efficiency), rounded up to mWh an interval.';
COMMENT ON COLUMN operate.battery_day.excess_wh IS 'What was charged and did not fit; short_wh: what was discharged and was not there.';
COMMENT ON COLUMN operate.battery_day.metered_wh IS 'The last level of the day that the meter says; the next day starts there. NULL: none.';
COMMENT ON COLUMN operate.battery_day.deviation_wh IS 'Greatest distance between the replayed level and the meter''s.';
COMMENT ON COLUMN operate.battery_day.state_at IS 'End of the last interval that is known; NULL: none of the day.';
COMMENT ON COLUMN operate.battery_day.level IS 'mWh at the end of each slot of the local day.';
SELECT ops.distribute('operate.battery_day');

-- What a battery's readings say that it cannot have done.
CREATE TABLE operate.battery_violation (
  community_id  bigint NOT NULL,
  battery_id    bigint NOT NULL,
  starts_at     timestamptz NOT NULL,
  kind          text NOT NULL,
  day           date NOT NULL,
  excess_wh     numeric NOT NULL,
  PRIMARY KEY (community_id, battery_id, starts_at, kind),
  CONSTRAINT kind_known CHECK (kind IN ('over-capacity', 'below-minimum', 'negative', 'above-charge-power',
                                        'above-discharge-power', 'level-differs')),
  CONSTRAINT excess_positive CHECK (excess_wh > 0)
);
COMMENT ON COLUMN operate.battery_violation.excess_wh IS 'Energy of the interval beyond the limit.';
SELECT ops.distribute('operate.battery_violation');

-- What a battery is to do in each quarter of an hour.
CREATE TABLE operate.battery_plan (
  community_id      bigint NOT NULL,
  battery_id        bigint NOT NULL,
  starts_at         timestamptz NOT NULL,
  slot_s            integer NOT NULL,
  market            text NOT NULL,
  price_eur_mwh     numeric(10,2),
  standard_eur_mwh  numeric(12,3),
  charge_w          bigint NOT NULL,
  discharge_w       bigint NOT NULL,
  surplus_wh        numeric NOT NULL,
  level_wh          numeric NOT NULL,
  reason            text NOT NULL,
  PRIMARY KEY (community_id, battery_id, starts_at),
  CONSTRAINT slot_is_quarter_hour CHECK (slot_s = 900),
  CONSTRAINT one_direction CHECK (charge_w >= 0 AND discharge_w >= 0 AND (charge_w = 0 OR discharge_w = 0)),
  CONSTRAINT surplus_within_charge CHECK (surplus_wh BETWEEN 0 AND charge_w * 0.25),
  CONSTRAINT reason_known CHECK (reason IN ('low', 'high', 'hold', 'full', 'empty', 'surplus', 'no-price'))
);
COMMENT ON COLUMN operate.battery_plan.surplus_wh IS 'The part of the charge that is the community''s surplus.';
COMMENT ON COLUMN operate.battery_plan.level_wh IS 'At the end of the slot.';
SELECT ops.distribute('operate.battery_plan');

-- What a community offers to a market, a quarter of an hour each.
CREATE TABLE operate.offer (
  community_id   bigint NOT NULL,
  market         text NOT NULL,
  starts_at      timestamptz NOT NULL,
  product        text NOT NULL,
  price_eur_mwh  numeric(12,2) NOT NULL,
  slot_s         integer NOT NULL,
  quantity_wh    bigint NOT NULL,
  PRIMARY KEY (community_id, market, starts_at, product, price_eur_mwh),
  CONSTRAINT slot_is_quarter_hour CHECK (slot_s = 900),
  CONSTRAINT product_known CHECK (product IN ('surplus', 'battery-up', 'battery-down')),
  CONSTRAINT quantity_positive CHECK (quantity_wh > 0)
);
COMMENT ON COLUMN operate.offer.price_eur_mwh IS
  'Sold from this price on (surplus, battery-up: discharged), bought up to it (battery-down: charged).';
SELECT ops.distribute('operate.offer');

-- A market's prices by quarters of an hour: a longer price holds for each of its own.
CREATE FUNCTION grid.market_quarter(code text, first timestamptz, stop timestamptz)
RETURNS TABLE (starts_at timestamptz, eur_mwh numeric) LANGUAGE sql STABLE AS $$
  SELECT q.starts_at, p.eur_mwh
  FROM grid.price AS p
  CROSS JOIN LATERAL (SELECT p.starts_at + k * interval '15 min' AS starts_at
                      FROM generate_series(0, p.interval_s / 900 - 1) AS k) AS q
  WHERE p.market = code AND p.starts_at > first - interval '1 hour' AND p.starts_at < stop
    AND q.starts_at >= first AND q.starts_at < stop
$$;

-- What the batteries of a community took and gave in each quarter of an hour: as their meters say, a longer interval
-- split evenly; as planned where none measures them. complete: every interval of both registers is known.
CREATE FUNCTION operate.battery_quarter(wanted_id bigint, period daterange)
RETURNS TABLE (battery_id bigint, day date, starts_at timestamptz, charge_wh numeric, discharge_wh numeric,
               complete boolean) LANGUAGE sql STABLE AS $$
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

-- What a community has left in each quarter of an hour that nobody in it uses. Of a day that is allocated: what it feeds
-- in and does not share; of another: its production above its consumption, at most what it feeds in above what it draws,
-- so that neither a battery's charge nor its discharge counts. complete: all members' readings are known.
CREATE FUNCTION operate.surplus_quarter(wanted_id bigint, period daterange)
RETURNS TABLE (day date, starts_at timestamptz, surplus_wh numeric, allocated boolean, complete boolean)
LANGUAGE sql STABLE AS $$
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
