-- The registry and the interval blocks. Everyone reads this schema; import and ingest write it.
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE SCHEMA grid;

CREATE TABLE grid.community (
  community_id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  community     text NOT NULL UNIQUE,
  name          text NOT NULL,
  zone          text NOT NULL,
  limit_w       bigint,
  CONSTRAINT limit_positive CHECK (limit_w > 0)
);
COMMENT ON COLUMN grid.community.zone IS 'IANA time zone that cuts the community''s days and months.';
COMMENT ON COLUMN grid.community.limit_w IS 'Greatest mean power the community may draw; NULL: none.';
SELECT ops.replicate('grid.community');

CREATE TABLE grid.customer (
  customer_id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer     text NOT NULL UNIQUE,
  name         text NOT NULL,
  email        text,
  address      text
);
SELECT ops.replicate('grid.customer');

CREATE TABLE grid.meter (
  meter_id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  meter       text NOT NULL UNIQUE,
  interval_s  integer NOT NULL,
  kind        text NOT NULL,
  limit_w     bigint,
  CONSTRAINT interval_fits_quarter_hour CHECK
    (interval_s > 0 AND (900 % interval_s = 0 OR interval_s IN (1800, 3600))),
  CONSTRAINT kind_known CHECK (kind IN ('household', 'plant', 'charger')),
  CONSTRAINT limit_positive CHECK (limit_w > 0)
);
COMMENT ON COLUMN grid.meter.limit_w IS 'Greatest mean power of an interval that is believed; NULL: 100 kW.';
SELECT ops.replicate('grid.meter');

CREATE TABLE grid.membership (
  meter_id      bigint NOT NULL REFERENCES grid.meter,
  community_id  bigint NOT NULL REFERENCES grid.community,
  during        daterange NOT NULL,
  CONSTRAINT during_not_empty CHECK (NOT isempty(during) AND NOT lower_inf(during)),
  CONSTRAINT one_community_at_a_time EXCLUDE USING gist (meter_id WITH =, during WITH &&) DEFERRABLE INITIALLY DEFERRED
);
COMMENT ON COLUMN grid.membership.during IS 'Local days of the community, half-open.';
SELECT ops.replicate('grid.membership');

CREATE TABLE grid.tariff (
  tariff_id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tariff     text NOT NULL UNIQUE
);
SELECT ops.replicate('grid.tariff');

-- A price is in force from its version's first day until the next version of the tariff begins.
CREATE TABLE grid.tariff_version (
  tariff_id   bigint NOT NULL REFERENCES grid.tariff,
  valid_from  date NOT NULL,
  PRIMARY KEY (tariff_id, valid_from)
);
SELECT ops.replicate('grid.tariff_version');

CREATE TABLE grid.tariff_price (
  tariff_id   bigint NOT NULL,
  valid_from  date NOT NULL,
  component   text NOT NULL,
  period      text NOT NULL,
  price       numeric(12,6) NOT NULL,
  vat_rate    numeric(5,2) NOT NULL,
  windows     text[] NOT NULL,
  PRIMARY KEY (tariff_id, valid_from, component, period),
  FOREIGN KEY (tariff_id, valid_from) REFERENCES grid.tariff_version ON DELETE CASCADE,
  CONSTRAINT component_known CHECK (component IN ('standing_charge', 'energy', 'feed_in')),
  CONSTRAINT price_not_negative CHECK (price >= 0),
  CONSTRAINT vat_rate_is_percent CHECK (vat_rate BETWEEN 0 AND 100),
  CONSTRAINT windows_only_for_energy CHECK (component = 'energy' OR windows = '{}'),
  CONSTRAINT window_written_hh_mm CHECK (array_to_string(windows, ' ') ~ '^(([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-4]):[0-5]\d ?)*$')
);
COMMENT ON TABLE grid.tariff_price IS
  'EUR excl. VAT: a month for standing_charge, a kWh for energy and feed_in. vat_rate in percent.';
COMMENT ON COLUMN grid.tariff_price.windows IS
  'Local wall-clock windows HH:MM-HH:MM, end excluded, may wrap midnight; empty: all the rest of the day.';
SELECT ops.replicate('grid.tariff_price');

CREATE TABLE grid.contract (
  contract_id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  contract     text NOT NULL UNIQUE,
  customer_id  bigint NOT NULL REFERENCES grid.customer,
  meter_id     bigint NOT NULL REFERENCES grid.meter,
  kind         text NOT NULL,
  tariff_id    bigint NOT NULL REFERENCES grid.tariff,
  during       daterange NOT NULL,
  CONSTRAINT kind_known CHECK (kind IN ('consumption', 'production')),
  CONSTRAINT during_not_empty CHECK (NOT isempty(during) AND NOT lower_inf(during)),
  CONSTRAINT one_contract_at_a_time EXCLUDE USING gist (meter_id WITH =, kind WITH =, during WITH &&)
    DEFERRABLE INITIALLY DEFERRED
);
COMMENT ON COLUMN grid.contract.during IS 'Local days: the first is billed, the last is not.';
SELECT ops.replicate('grid.contract');

-- One meter's register for one local day. Element i of wh covers [midnight + (i-1) x interval_s, midnight + i x interval_s).
CREATE TABLE grid.interval_block (
  community_id  bigint NOT NULL,
  meter_id      bigint NOT NULL,
  register      smallint NOT NULL,
  day           date NOT NULL,
  interval_s    integer NOT NULL,
  exponent      smallint NOT NULL,
  revision      integer NOT NULL,
  batch_id      bigint,
  wh            integer[] NOT NULL,
  quality       smallint[],
  PRIMARY KEY (community_id, meter_id, register, day),
  CONSTRAINT register_known CHECK (register BETWEEN 1 AND 7),
  CONSTRAINT unit_is_wh_or_mwh CHECK (exponent IN (0, -3))
) PARTITION BY RANGE (day);
COMMENT ON COLUMN grid.interval_block.wh IS 'Energy in Wh x 10^exponent; NULL = missing.';
COMMENT ON COLUMN grid.interval_block.revision IS 'One more than the number of dumps that changed a known value.';
COMMENT ON COLUMN grid.interval_block.batch_id IS 'The dump it came from; NULL when several did: see grid.block_part.';
COMMENT ON COLUMN grid.interval_block.quality IS 'NULL when all are actual, else one code an element.';
ALTER TABLE grid.interval_block ALTER wh SET COMPRESSION lz4;
SELECT ops.distribute('grid.interval_block');

-- What each dump said of a block that several dumps speak of. The block is their fold in the order of reception:
-- the last value known of each interval. Kept, so that a dump that arrives late finds its place.
CREATE TABLE grid.block_part (
  community_id  bigint NOT NULL,
  meter_id      bigint NOT NULL,
  register      smallint NOT NULL,
  day           date NOT NULL,
  batch_id      bigint NOT NULL,
  interval_s    integer NOT NULL,
  exponent      smallint NOT NULL,
  wh            integer[] NOT NULL,
  PRIMARY KEY (community_id, meter_id, register, day, batch_id)
);
ALTER TABLE grid.block_part ALTER wh SET COMPRESSION lz4;
ALTER TABLE grid.block_part SET (toast_tuple_target = 128);
SELECT ops.distribute('grid.block_part');

-- First instant of a local day. A midnight that the clock skips starts at the jump; one it shows twice starts the first time.
CREATE FUNCTION grid.day_start(day date, zone text) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT min(start)
  FROM (SELECT (day::timestamp AT TIME ZONE zone) - back AS start
        FROM unnest(ARRAY[interval '0', interval '30 min', interval '1 hour']) AS back) AS candidate
  WHERE (start AT TIME ZONE zone) >= day::timestamp
$$;

-- The days of a period on which meters are members, of one community or of all; ended says whether a day was over.
CREATE FUNCTION grid.member_days(period daterange, code text, as_of timestamptz)
RETURNS TABLE (community_id bigint, community text, zone text, meter_id bigint, meter text, kind text, interval_s integer,
               day date, ended boolean) LANGUAGE sql STABLE AS $$
  SELECT c.community_id, c.community, c.zone, m.meter_id, m.meter, m.kind, m.interval_s, d::date,
         d::date < (as_of AT TIME ZONE c.zone)::date
  FROM grid.membership AS s
  JOIN grid.community AS c USING (community_id)
  JOIN grid.meter AS m USING (meter_id)
  CROSS JOIN LATERAL generate_series(lower(s.during * period)::timestamp, (upper(s.during * period) - 1)::timestamp,
                                     interval '1 day') AS d
  WHERE s.during && period AND (code IS NULL OR c.community = code)
$$;

-- Wh that a block's unit stands for.
CREATE FUNCTION grid.unit(exponent smallint) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE exponent WHEN 0 THEN 1 ELSE 0.001 END
$$;

-- Narrow rows for anybody with SQL.
CREATE VIEW grid.reading AS
SELECT b.community_id, b.meter_id, b.register, b.day,
       s.day_start + (e.i - 1) * make_interval(secs => b.interval_s) AS starts_at,
       b.interval_s, e.wh * grid.unit(b.exponent) AS wh, b.revision
FROM grid.interval_block AS b
JOIN grid.community AS c USING (community_id)
CROSS JOIN LATERAL (SELECT grid.day_start(b.day, c.zone) AS day_start OFFSET 0) AS s  -- once a block, not once a reading
CROSS JOIN LATERAL unnest(b.wh) WITH ORDINALITY AS e (wh, i)
WHERE e.wh IS NOT NULL;
