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
  consumption          bigint[] NOT NULL,
  production           bigint[] NOT NULL,
  import               bigint[] NOT NULL,
  export               bigint[] NOT NULL,
  strict_bits          bit varying NOT NULL,
  strict_bits_s        integer NOT NULL,
  strict_quarter_bits  bit varying,
  PRIMARY KEY (community_id, meter_id, day),
  CONSTRAINT counted CHECK (present_count BETWEEN 0 AND expected_count)
) PARTITION BY RANGE (day);
COMMENT ON COLUMN aggregate.meter_day.consumption IS
  'Quarter-hour sums in Wh x 10^exponent, 92/96/100 a day; NULL where no interval of the quarter is known.';
COMMENT ON COLUMN aggregate.meter_day.present_count IS 'Intervals whose exchange with the grid is known.';
COMMENT ON COLUMN aggregate.meter_day.strict_bits IS
  'One bit for each strict_bits_s seconds of the local day: 1 = all of it known, nothing drawn from the grid.';
COMMENT ON COLUMN aggregate.meter_day.strict_bits_s IS 'Five minutes, or the meter''s interval when that is longer.';
COMMENT ON COLUMN aggregate.meter_day.strict_quarter_bits IS 'The same in quarter hours; NULL for meters of a longer interval.';
COMMENT ON COLUMN aggregate.meter_day.net_minutes IS 'Minutes of intervals in which production met consumption.';
SELECT ops.distribute('aggregate.meter_day');

CREATE TABLE aggregate.community_slot (
  community_id    bigint NOT NULL,
  starts_at       timestamptz NOT NULL,
  day             date NOT NULL,
  slot            integer NOT NULL,
  member_count    integer NOT NULL,
  present_count   integer NOT NULL,
  consumption_wh  numeric,
  production_wh   numeric,
  import_wh       numeric,
  export_wh       numeric,
  balance_percent numeric,
  strict          boolean NOT NULL,
  net             boolean,
  PRIMARY KEY (community_id, starts_at),
  CONSTRAINT present_are_members CHECK (present_count <= member_count)
);
COMMENT ON TABLE aggregate.community_slot IS 'A community''s quarter hours. NULL sums: no member''s readings are known.';
COMMENT ON COLUMN aggregate.community_slot.slot IS 'Quarter hour of the local day, from 1 to 92, 96 or 100.';
COMMENT ON COLUMN aggregate.community_slot.balance_percent IS '100 x production / consumption; NULL when nothing is consumed.';
COMMENT ON COLUMN aggregate.community_slot.strict IS 'No member drew from the grid; false when a member is unknown.';
COMMENT ON COLUMN aggregate.community_slot.net IS 'Production of the known members met their consumption; NULL: none known.';
CREATE INDEX community_slot_day ON aggregate.community_slot (community_id, day);
SELECT ops.distribute('aggregate.community_slot');

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
  strict_bits      bit varying NOT NULL,
  strict_bits_s    integer NOT NULL,
  strict_minutes   integer NOT NULL,
  net_minutes      integer NOT NULL,
  balance_percent  numeric,
  PRIMARY KEY (community_id, day)
);
COMMENT ON COLUMN aggregate.community_day.strict_bits IS
  'bit_and over the members, five minutes a bit where every member allows it, else quarter hours; zero where one is unknown.';
SELECT ops.distribute('aggregate.community_day');

-- Quarter hours, hours, days and months of a meter. Hours count from local midnight.
CREATE VIEW aggregate.quarter AS
SELECT d.community_id, d.meter_id, d.day, q.slot::integer AS slot,
       s.day_start + (q.slot - 1) * interval '15 min' AS starts_at,
       q.consumption * grid.unit(d.exponent) AS consumption_wh, q.production * grid.unit(d.exponent) AS production_wh,
       q.import * grid.unit(d.exponent) AS import_wh, q.export * grid.unit(d.exponent) AS export_wh
FROM aggregate.meter_day AS d
JOIN grid.community AS c USING (community_id)
CROSS JOIN LATERAL (SELECT grid.day_start(d.day, c.zone) AS day_start OFFSET 0) AS s  -- once a day, not once a slot
CROSS JOIN LATERAL unnest(d.consumption, d.production, d.import, d.export)
  WITH ORDINALITY AS q (consumption, production, import, export, slot);

CREATE VIEW aggregate.hour AS
SELECT community_id, meter_id, day, (slot - 1) / 4 AS hour, min(starts_at) AS starts_at,
       sum(consumption_wh) AS consumption_wh, sum(production_wh) AS production_wh,
       sum(import_wh) AS import_wh, sum(export_wh) AS export_wh
FROM aggregate.quarter
GROUP BY community_id, meter_id, day, (slot - 1) / 4;

CREATE VIEW aggregate.day AS
SELECT community_id, meter_id, day, expected_count, present_count, consumption_wh, production_wh, import_wh, export_wh,
       charge_wh, discharge_wh, peak_import_w, strict_minutes, net_minutes
FROM aggregate.meter_day;

CREATE VIEW aggregate.month AS
SELECT community_id, meter_id, date_trunc('month', day::timestamp)::date AS month,
       sum(expected_count) AS expected_count, sum(present_count) AS present_count,
       sum(consumption_wh) AS consumption_wh, sum(production_wh) AS production_wh,
       sum(import_wh) AS import_wh, sum(export_wh) AS export_wh,
       sum(charge_wh) AS charge_wh, sum(discharge_wh) AS discharge_wh, max(peak_import_w) AS peak_import_w,
       sum(strict_minutes) AS strict_minutes, sum(net_minutes) AS net_minutes
FROM aggregate.meter_day
GROUP BY community_id, meter_id, date_trunc('month', day::timestamp)::date;

CREATE VIEW aggregate.community_hour AS
SELECT community_id, day, (slot - 1) / 4 AS hour, min(starts_at) AS starts_at,
       max(member_count) AS member_count, min(present_count) AS present_count,
       sum(consumption_wh) AS consumption_wh, sum(production_wh) AS production_wh,
       sum(import_wh) AS import_wh, sum(export_wh) AS export_wh,
       bool_and(strict) AS strict, bool_and(coalesce(net, false)) AS net,
       count(*) FILTER (WHERE strict) * 15 AS strict_minutes, count(*) FILTER (WHERE net) * 15 AS net_minutes
FROM aggregate.community_slot
GROUP BY community_id, day, (slot - 1) / 4;

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
CREATE VIEW aggregate.all_slot AS
SELECT starts_at, sum(member_count) AS member_count, sum(present_count) AS present_count,
       sum(consumption_wh) AS consumption_wh, sum(production_wh) AS production_wh,
       sum(import_wh) AS import_wh, sum(export_wh) AS export_wh,
       round(100 * sum(production_wh) / nullif(sum(consumption_wh), 0), 1) AS balance_percent,
       bool_and(strict) AS strict, sum(production_wh) >= sum(consumption_wh) AS net
FROM aggregate.community_slot
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
