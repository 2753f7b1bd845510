-- Totals of meters and communities, made from interval blocks; every row can be thrown away and made again.
CREATE SCHEMA aggregate;

CREATE TABLE aggregate.meter_day (
  community_id         bigint NOT NULL,
  meter_id             bigint NOT NULL,
  day                  date NOT NULL,
  interval_s           integer NOT NULL,
  expected_count       integer NOT NULL,
  present_count        integer NOT NULL,
  consumption_wh       numeric NOT NULL,
  production_wh        numeric NOT NULL,
  import_wh            numeric NOT NULL,
  export_wh            numeric NOT NULL,
  charge_wh            numeric NOT NULL,
  discharge_wh         numeric NOT NULL,
  peak_import_w        integer,
  strict_minutes       integer NOT NULL,
  net_minutes          integer NOT NULL,
  exponent             smallint NOT NULL,
  slot_s               integer NOT NULL,
  consumption          bigint[] NOT NULL,
  production           bigint[] NOT NULL,
  import               bigint[] NOT NULL,
  export               bigint[] NOT NULL,
  missing              smallint[],
  strict_bits          bit varying NOT NULL,
  strict_bits_s        integer NOT NULL,
  estimated_count      integer NOT NULL DEFAULT 0,
  PRIMARY KEY (community_id, meter_id, day),
  CONSTRAINT counted CHECK (0 <= estimated_count AND estimated_count <= present_count AND present_count <= expected_count),
  CONSTRAINT slot_known CHECK (slot_s IN (300, 900))
) PARTITION BY RANGE (day);
COMMENT ON COLUMN aggregate.meter_day.slot_s IS
  'Grain of the vectors: five minutes where the meter''s interval divides them, else a quarter hour.';
COMMENT ON COLUMN aggregate.meter_day.consumption IS
  'Sums of the slots in Wh x 10^exponent, 276/288/300 or 92/96/100 a day; NULL where no interval of the slot is known.';
COMMENT ON COLUMN aggregate.meter_day.missing IS
  'Intervals of each slot whose exchange with the grid is unknown; NULL: none of the day.';
COMMENT ON COLUMN aggregate.meter_day.present_count IS 'Intervals whose exchange with the grid is known, measured or estimated.';
COMMENT ON COLUMN aggregate.meter_day.estimated_count IS
  'Of present_count, intervals with an estimate in one of their registers, our own or a dump''s; the others were measured.';
COMMENT ON COLUMN aggregate.meter_day.strict_bits IS
  'One bit for each strict_bits_s seconds of the local day: 1 = all of it known, nothing drawn from the grid.';
COMMENT ON COLUMN aggregate.meter_day.strict_bits_s IS 'Five minutes, or the meter''s interval when that is longer.';
COMMENT ON COLUMN aggregate.meter_day.net_minutes IS 'Minutes of intervals in which production met consumption.';
SELECT ops.distribute('aggregate.meter_day');

CREATE TABLE aggregate.community_day (
  community_id     bigint NOT NULL,
  day              date NOT NULL,
  member_count     integer NOT NULL,
  expected_count   integer NOT NULL,
  present_count    integer NOT NULL,
  consumption_wh   numeric NOT NULL,
  production_wh    numeric NOT NULL,
  import_wh        numeric NOT NULL,
  export_wh        numeric NOT NULL,
  charge_wh        numeric NOT NULL,
  discharge_wh     numeric NOT NULL,
  day_minutes      integer NOT NULL,
  strict_minutes   integer NOT NULL,
  net_minutes      integer NOT NULL,
  balance_percent  numeric GENERATED ALWAYS AS (round(100 * production_wh / nullif(consumption_wh, 0), 1)) STORED,
  exponent         smallint NOT NULL,
  slot_s           integer NOT NULL,
  consumption      bigint[] NOT NULL,
  production       bigint[] NOT NULL,
  import           bigint[] NOT NULL,
  export           bigint[] NOT NULL,
  present          integer[] NOT NULL,
  strict_bits      bit varying NOT NULL,
  PRIMARY KEY (community_id, day),
  CONSTRAINT slot_known CHECK (slot_s IN (300, 900))
);
COMMENT ON COLUMN aggregate.community_day.expected_count IS 'Intervals of all members, with or without readings.';
COMMENT ON COLUMN aggregate.community_day.slot_s IS
  'Grain of vectors and bits: five minutes where every member''s interval divides them, else a quarter hour.';
COMMENT ON COLUMN aggregate.community_day.consumption IS
  'Sums of the known members in Wh x 10^exponent, one a slot of the local day; NULL where no member is known.';
COMMENT ON COLUMN aggregate.community_day.present IS 'Members whose exchange with the grid is known for all of the slot.';
COMMENT ON COLUMN aggregate.community_day.strict_bits IS
  'bit_and over all members; zero where one is unknown, or has an interval longer than the slot.';
SELECT ops.distribute('aggregate.community_day');

-- Slots, quarter hours, hours, days and months of a meter. All count from local midnight, the first slot is 1.
CREATE VIEW aggregate.slot AS
SELECT d.community_id, d.meter_id, d.day, q.slot::integer AS slot,
       s.day_start + (q.slot - 1) * make_interval(secs => d.slot_s) AS starts_at, d.slot_s,
       q.consumption * grid.unit(d.exponent) AS consumption_wh, q.production * grid.unit(d.exponent) AS production_wh,
       q.import * grid.unit(d.exponent) AS import_wh, q.export * grid.unit(d.exponent) AS export_wh,
       greatest(1, d.slot_s / d.interval_s) AS expected_count,
       greatest(1, d.slot_s / d.interval_s) - coalesce(q.missing, 0) AS present_count
FROM aggregate.meter_day AS d
JOIN grid.community AS c USING (community_id)
CROSS JOIN LATERAL (SELECT grid.day_start(d.day, c.zone) AS day_start OFFSET 0) AS s  -- once a day, not once a slot
CROSS JOIN LATERAL unnest(d.consumption, d.production, d.import, d.export, d.missing)
  WITH ORDINALITY AS q (consumption, production, import, export, missing, slot);

CREATE VIEW aggregate.quarter AS
SELECT community_id, meter_id, day, (slot - 1) * slot_s / 900 + 1 AS slot, min(starts_at) AS starts_at,
       sum(consumption_wh) AS consumption_wh, sum(production_wh) AS production_wh,
       sum(import_wh) AS import_wh, sum(export_wh) AS export_wh,
       sum(expected_count) AS expected_count, sum(present_count) AS present_count
FROM aggregate.slot
GROUP BY community_id, meter_id, day, (slot - 1) * slot_s / 900 + 1;

CREATE VIEW aggregate.hour AS
SELECT community_id, meter_id, day, (slot - 1) * slot_s / 3600 AS hour, min(starts_at) AS starts_at,
       sum(consumption_wh) AS consumption_wh, sum(production_wh) AS production_wh,
       sum(import_wh) AS import_wh, sum(export_wh) AS export_wh,
       sum(expected_count) AS expected_count, sum(present_count) AS present_count
FROM aggregate.slot
GROUP BY community_id, meter_id, day, (slot - 1) * slot_s / 3600;

CREATE VIEW aggregate.day AS
SELECT community_id, meter_id, day, expected_count, present_count, estimated_count, consumption_wh, production_wh, import_wh, export_wh,
       charge_wh, discharge_wh, peak_import_w, strict_minutes, net_minutes
FROM aggregate.meter_day;

CREATE VIEW aggregate.month AS
SELECT community_id, meter_id, date_trunc('month', day::timestamp)::date AS month,
       sum(expected_count) AS expected_count, sum(present_count) AS present_count, sum(estimated_count) AS estimated_count,
       sum(consumption_wh) AS consumption_wh, sum(production_wh) AS production_wh,
       sum(import_wh) AS import_wh, sum(export_wh) AS export_wh,
       sum(charge_wh) AS charge_wh, sum(discharge_wh) AS discharge_wh, max(peak_import_w) AS peak_import_w,
       sum(strict_minutes) AS strict_minutes, sum(net_minutes) AS net_minutes
FROM aggregate.meter_day
GROUP BY community_id, meter_id, date_trunc('month', day::timestamp)::date;

-- The same of a community. NULL sums: no member's readings are known. net is NULL then: unknown is not autarkic.
CREATE VIEW aggregate.community_slot AS
SELECT d.community_id, d.day, q.slot::integer AS slot,
       s.day_start + (q.slot - 1) * make_interval(secs => d.slot_s) AS starts_at, d.slot_s,
       d.member_count, q.present AS present_count,
       q.consumption * grid.unit(d.exponent) AS consumption_wh, q.production * grid.unit(d.exponent) AS production_wh,
       q.import * grid.unit(d.exponent) AS import_wh, q.export * grid.unit(d.exponent) AS export_wh,
       round(100.0 * q.production / nullif(q.consumption, 0), 1) AS balance_percent,
       get_bit(d.strict_bits, q.slot::integer - 1) = 1 AS strict, q.production >= q.consumption AS net
FROM aggregate.community_day AS d
JOIN grid.community AS c USING (community_id)
CROSS JOIN LATERAL (SELECT grid.day_start(d.day, c.zone) AS day_start OFFSET 0) AS s  -- once a day, not once a slot
CROSS JOIN LATERAL unnest(d.consumption, d.production, d.import, d.export, d.present)
  WITH ORDINALITY AS q (consumption, production, import, export, present, slot);

CREATE VIEW aggregate.community_quarter AS
SELECT community_id, day, (slot - 1) * slot_s / 900 + 1 AS slot, min(starts_at) AS starts_at,
       max(member_count) AS member_count, min(present_count) AS present_count,
       sum(consumption_wh) AS consumption_wh, sum(production_wh) AS production_wh,
       sum(import_wh) AS import_wh, sum(export_wh) AS export_wh,
       round(100 * sum(production_wh) / nullif(sum(consumption_wh), 0), 1) AS balance_percent,
       bool_and(strict) AS strict, bool_and(coalesce(net, false)) AS net
FROM aggregate.community_slot
GROUP BY community_id, day, (slot - 1) * slot_s / 900 + 1;

CREATE VIEW aggregate.community_hour AS
SELECT community_id, day, (slot - 1) * slot_s / 3600 AS hour, min(starts_at) AS starts_at,
       max(member_count) AS member_count, min(present_count) AS present_count,
       sum(consumption_wh) AS consumption_wh, sum(production_wh) AS production_wh,
       sum(import_wh) AS import_wh, sum(export_wh) AS export_wh,
       round(100 * sum(production_wh) / nullif(sum(consumption_wh), 0), 1) AS balance_percent,
       bool_and(strict) AS strict, bool_and(coalesce(net, false)) AS net,
       coalesce(sum(slot_s) FILTER (WHERE strict), 0) / 60 AS strict_minutes,
       coalesce(sum(slot_s) FILTER (WHERE net), 0) / 60 AS net_minutes
FROM aggregate.community_slot
GROUP BY community_id, day, (slot - 1) * slot_s / 3600;

CREATE VIEW aggregate.community_month AS
SELECT community_id, date_trunc('month', day::timestamp)::date AS month,
       max(member_count) AS member_count, sum(expected_count) AS expected_count, sum(present_count) AS present_count,
       sum(consumption_wh) AS consumption_wh, sum(production_wh) AS production_wh,
       sum(import_wh) AS import_wh, sum(export_wh) AS export_wh,
       sum(charge_wh) AS charge_wh, sum(discharge_wh) AS discharge_wh, sum(day_minutes) AS day_minutes,
       sum(strict_minutes) AS strict_minutes, sum(net_minutes) AS net_minutes,
       round(100 * sum(production_wh) / nullif(sum(consumption_wh), 0), 1) AS balance_percent
FROM aggregate.community_day
GROUP BY community_id, date_trunc('month', day::timestamp)::date;

-- The whole grid: all communities together. Days are each community's own local days.
CREATE VIEW aggregate.all_quarter AS
SELECT starts_at, sum(member_count) AS member_count, sum(present_count) AS present_count,
       sum(consumption_wh) AS consumption_wh, sum(production_wh) AS production_wh,
       sum(import_wh) AS import_wh, sum(export_wh) AS export_wh,
       round(100 * sum(production_wh) / nullif(sum(consumption_wh), 0), 1) AS balance_percent,
       bool_and(strict) AS strict, sum(production_wh) >= sum(consumption_wh) AS net
FROM aggregate.community_quarter
GROUP BY starts_at;

CREATE VIEW aggregate.all_day AS
SELECT day, sum(member_count) AS member_count, sum(expected_count) AS expected_count, sum(present_count) AS present_count,
       sum(consumption_wh) AS consumption_wh, sum(production_wh) AS production_wh,
       sum(import_wh) AS import_wh, sum(export_wh) AS export_wh,
       round(100 * sum(production_wh) / nullif(sum(consumption_wh), 0), 1) AS balance_percent
FROM aggregate.community_day
GROUP BY day;

CREATE VIEW aggregate.all_month AS
SELECT month, sum(member_count) AS member_count, sum(expected_count) AS expected_count,
       sum(present_count) AS present_count, sum(consumption_wh) AS consumption_wh, sum(production_wh) AS production_wh,
       sum(import_wh) AS import_wh, sum(export_wh) AS export_wh,
       round(100 * sum(production_wh) / nullif(sum(consumption_wh), 0), 1) AS balance_percent
FROM aggregate.community_month
GROUP BY month;
