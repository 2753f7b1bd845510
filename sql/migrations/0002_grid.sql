-- The registry and the interval blocks. Everyone reads this schema; import and ingest write it.
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE SCHEMA grid;

-- Who sells and signs the invoices. What is printed holds from a version's first day until the next begins.
CREATE TABLE grid.seller (
  seller_id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  seller     text NOT NULL UNIQUE
);
SELECT ops.replicate('grid.seller');

CREATE TABLE grid.seller_version (
  seller_id     bigint NOT NULL REFERENCES grid.seller,
  valid_from    date NOT NULL,
  name          text NOT NULL,
  legal_form    text,
  street        text NOT NULL,
  postcode      text NOT NULL,
  city          text NOT NULL,
  country       text NOT NULL,
  siren         text,
  vat_number    text,
  email         text,
  phone         text,
  website       text,
  iban          text,
  bic           text,
  creditor_id   text,
  complaints    text,
  mediator      text,
  late_percent  numeric(5,2),
  PRIMARY KEY (seller_id, valid_from),
  CONSTRAINT country_is_iso CHECK (country ~ '^[A-Z]{2}$'),
  CONSTRAINT siren_has_nine_digits CHECK (siren ~ '^[0-9]{9}$')
);
COMMENT ON COLUMN grid.seller_version.creditor_id IS 'SEPA creditor identifier.';
COMMENT ON COLUMN grid.seller_version.late_percent IS 'Yearly interest on late payments, printed on invoices.';
SELECT ops.replicate('grid.seller_version');

CREATE TABLE grid.community (
  community_id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  community     text NOT NULL UNIQUE,
  name          text NOT NULL,
  zone          text NOT NULL,
  seller_id     bigint REFERENCES grid.seller,
  limit_w       bigint,
  tense_percent numeric(5,2) NOT NULL DEFAULT 80,
  reopen_percent numeric(5,2) NOT NULL DEFAULT 70,
  autarky       text NOT NULL DEFAULT 'net',
  CONSTRAINT limit_not_negative CHECK (limit_w >= 0),
  CONSTRAINT reopen_below_tense CHECK (0 < reopen_percent AND reopen_percent <= tense_percent AND tense_percent <= 100),
  CONSTRAINT autarky_known CHECK (autarky IN ('strict', 'net'))
);
COMMENT ON COLUMN grid.community.zone IS 'IANA time zone that cuts the community''s days and months.';
COMMENT ON COLUMN grid.community.limit_w IS
  'Greatest mean power the community may use, 0 included; NULL: tense_percent of its plants'' greatest production.';
COMMENT ON COLUMN grid.community.tense_percent IS 'Share of the greatest production above which consumption is tense.';
COMMENT ON COLUMN grid.community.reopen_percent IS 'Share of the same below which what was cut is reopened.';
COMMENT ON COLUMN grid.community.autarky IS 'The sense of autarky whose changes the community is told of.';
SELECT ops.replicate('grid.community');

CREATE TABLE grid.customer (
  customer_id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer     text NOT NULL UNIQUE,
  name         text NOT NULL,
  email        text,
  address      text,
  postcode     text,
  city         text,
  country      text NOT NULL DEFAULT 'FR',
  language     text NOT NULL DEFAULT 'fr',
  siren        text,
  vat_number   text,
  CONSTRAINT country_is_iso CHECK (country ~ '^[A-Z]{2}$'),
  CONSTRAINT language_known CHECK (language IN ('fr', 'en')),
  CONSTRAINT siren_has_nine_digits CHECK (siren ~ '^[0-9]{9}$')
);
COMMENT ON COLUMN grid.customer.address IS 'Street, or the whole address where postcode and city are not given apart.';
COMMENT ON COLUMN grid.customer.siren IS 'Of a company; NULL: a household.';
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
CREATE INDEX membership_community ON grid.membership USING gist (community_id, during);
COMMENT ON COLUMN grid.membership.during IS 'Local days of the community, half-open.';
SELECT ops.replicate('grid.membership');

-- Levies and VAT rates, in force from a day until the next rate of the tax begins.
CREATE TABLE grid.tax (
  tax_id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tax     text NOT NULL UNIQUE
);
SELECT ops.replicate('grid.tax');

CREATE TABLE grid.tax_rate (
  tax_id      bigint NOT NULL REFERENCES grid.tax,
  valid_from  date NOT NULL,
  unit        text NOT NULL,
  rate        numeric(12,6) NOT NULL,
  vat_rate    numeric(5,2),
  vat_tax_id  bigint REFERENCES grid.tax,
  PRIMARY KEY (tax_id, valid_from),
  CONSTRAINT unit_known CHECK (unit IN ('percent', 'kWh', 'grid_kWh', 'month', 'kVA')),
  CONSTRAINT rate_not_negative CHECK (rate >= 0),
  CONSTRAINT vat_on_levies_only CHECK (num_nonnulls(vat_rate, vat_tax_id) = CASE unit WHEN 'percent' THEN 0 ELSE 1 END)
);
COMMENT ON COLUMN grid.tax_rate.unit IS
  'percent: a VAT rate; else a levy in EUR a kWh of all that is drawn, a kWh from outside the community, a month, or a kVA and month.';
COMMENT ON COLUMN grid.tax_rate.vat_rate IS 'Percent of VAT on the levy; or the VAT of vat_tax_id, whose rates have their own days.';
SELECT ops.replicate('grid.tax_rate');

-- Days with a colour: Tempo's, public holidays.
CREATE TABLE grid.calendar (
  calendar_id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  calendar     text NOT NULL UNIQUE
);
SELECT ops.replicate('grid.calendar');

CREATE TABLE grid.calendar_day (
  calendar_id  bigint NOT NULL REFERENCES grid.calendar,
  day          date NOT NULL,
  colour       text NOT NULL,
  PRIMARY KEY (calendar_id, day)
);
SELECT ops.replicate('grid.calendar_day');

CREATE TABLE grid.tariff (
  tariff_id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tariff     text NOT NULL UNIQUE
);
SELECT ops.replicate('grid.tariff');

-- A price is in force from its version's first day until the next version of the tariff begins.
CREATE TABLE grid.tariff_version (
  tariff_id    bigint NOT NULL REFERENCES grid.tariff,
  valid_from   date NOT NULL,
  calendar_id  bigint REFERENCES grid.calendar,
  PRIMARY KEY (tariff_id, valid_from)
);
SELECT ops.replicate('grid.tariff_version');

CREATE TABLE grid.tariff_price (
  tariff_id   bigint NOT NULL,
  valid_from  date NOT NULL,
  component   text NOT NULL,
  period      text NOT NULL,
  above_kwh   numeric(12,3) NOT NULL DEFAULT 0,
  power_kva   numeric(9,3) NOT NULL DEFAULT 0,
  price       numeric(12,6),
  vat_rate    numeric(5,2),
  vat_tax_id  bigint REFERENCES grid.tax,
  tax_id      bigint REFERENCES grid.tax,
  windows     text[] NOT NULL DEFAULT '{}',
  PRIMARY KEY (tariff_id, valid_from, component, period, above_kwh, power_kva),
  FOREIGN KEY (tariff_id, valid_from) REFERENCES grid.tariff_version ON DELETE CASCADE,
  CONSTRAINT component_known CHECK
    (component IN ('standing_charge', 'power', 'energy', 'community', 'feed_in', 'community_feed_in', 'tax')),
  CONSTRAINT price_not_negative CHECK (price >= 0),
  CONSTRAINT vat_rate_is_percent CHECK (vat_rate BETWEEN 0 AND 100),
  CONSTRAINT tax_or_price CHECK (CASE component WHEN 'tax' THEN tax_id IS NOT NULL AND num_nonnulls(price, vat_rate, vat_tax_id) = 0
                                 ELSE tax_id IS NULL AND price IS NOT NULL AND num_nonnulls(vat_rate, vat_tax_id) = 1 END),
  CONSTRAINT blocks_only_for_energy CHECK (above_kwh >= 0 AND (component = 'energy' OR above_kwh = 0)),
  CONSTRAINT power_only_for_standing_charge CHECK (power_kva >= 0 AND (component = 'standing_charge' OR power_kva = 0)),
  CONSTRAINT windows_only_for_energy CHECK (component IN ('energy', 'feed_in') OR windows = '{}')
);
COMMENT ON TABLE grid.tariff_price IS
  'EUR excl. VAT: a month for standing_charge, a kVA and month for power, else a kWh. A tax has the prices of grid.tax_rate.';
COMMENT ON COLUMN grid.tariff_price.period IS 'Name of the energy period; of a tax its code.';
COMMENT ON COLUMN grid.tariff_price.above_kwh IS 'The price is that of the kWh of a month and energy period above this.';
COMMENT ON COLUMN grid.tariff_price.power_kva IS 'Subscribed power that the standing charge is for; 0: any.';
COMMENT ON COLUMN grid.tariff_price.vat_rate IS 'Percent of VAT; or the VAT of vat_tax_id, whose rates have their own days.';
COMMENT ON COLUMN grid.tariff_price.windows IS
  'When the energy period is: [season/][days/]HH:MM-HH:MM in local time, see Grid.TariffWindow; empty: all the rest.';
SELECT ops.replicate('grid.tariff_price');

CREATE TABLE grid.contract (
  contract_id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  contract     text NOT NULL UNIQUE,
  customer_id  bigint NOT NULL REFERENCES grid.customer,
  meter_id     bigint NOT NULL REFERENCES grid.meter,
  kind         text NOT NULL,
  tariff_id    bigint NOT NULL REFERENCES grid.tariff,
  during       daterange NOT NULL,
  power_kva    numeric(9,3),
  settlement   text NOT NULL DEFAULT 'line',
  delivery_point  text,
  CONSTRAINT kind_known CHECK (kind IN ('consumption', 'production')),
  CONSTRAINT power_positive CHECK (power_kva > 0),
  CONSTRAINT settlement_known CHECK (settlement = 'line' OR settlement = 'self_billed' AND kind = 'production'),
  CONSTRAINT during_not_empty CHECK (NOT isempty(during) AND NOT lower_inf(during)),
  CONSTRAINT one_contract_at_a_time EXCLUDE USING gist (meter_id WITH =, kind WITH =, during WITH &&)
    DEFERRABLE INITIALLY DEFERRED
);
COMMENT ON COLUMN grid.contract.during IS 'Local days: the first is billed, the last is not.';
COMMENT ON COLUMN grid.contract.settlement IS
  'How feed-in is paid: a negative line of the invoice, or a self-billed document whose total the invoice counts as paid.';
COMMENT ON COLUMN grid.contract.delivery_point IS 'The grid operator''s number of the connection: PRM, EAN.';
SELECT ops.replicate('grid.contract');

-- How far a value can be trusted, and the words of the dump for it. 0 is a plain actual value.
CREATE TABLE grid.quality (
  code   smallint PRIMARY KEY,
  grade  text NOT NULL,
  raw    text NOT NULL,
  UNIQUE (grade, raw),
  CONSTRAINT grade_known CHECK (grade IN ('A', 'E', 'S', 'F', 'M', '?')),
  CONSTRAINT estimates_are_positive CHECK ((code > 0) = (grade IN ('E', 'S'))),
  CONSTRAINT plain_actual_is_zero CHECK ((code = 0) = (grade = 'A' AND raw = ''))
);
COMMENT ON TABLE grid.quality IS 'Qualities that blocks name by code: above 0 estimates, else values that stay.';
COMMENT ON COLUMN grid.quality.grade IS 'A actual, E estimated, S substituted, F final substitute, M put in by hand, ? not known.';
COMMENT ON COLUMN grid.quality.raw IS 'As the dump writes it; gridctl-linear and gridctl-like-days: estimates of our own.';
INSERT INTO grid.quality (code, grade, raw)
VALUES (0, 'A', ''), (1, 'E', ''), (2, 'S', ''), (3, 'E', 'gridctl-linear'), (4, 'E', 'gridctl-like-days'),
       (-1, 'F', ''), (-2, 'M', ''), (-3, '?', '');
SELECT ops.replicate('grid.quality');

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
COMMENT ON COLUMN grid.interval_block.revision IS 'One more than the number of dumps that changed a known value that was no estimate.';
COMMENT ON COLUMN grid.interval_block.batch_id IS 'The dump it came from; NULL when several did: see grid.block_part.';
COMMENT ON COLUMN grid.interval_block.quality IS 'NULL when all are actual, else one code of grid.quality an element.';
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
  quality       smallint[],
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
