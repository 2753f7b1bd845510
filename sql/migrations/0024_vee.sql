-- Validation, estimation and editing of readings.

-- Struck out by an edit: what dumps say of the interval does not hold, and nothing is put in its place.
INSERT INTO grid.quality (code, grade, raw) VALUES (-4, 'M', 'gridctl-struck-out');
COMMENT ON COLUMN grid.quality.raw IS
  'As the dump writes it; gridctl-…: estimates of our own, values that an edit struck out, resets of an index.';

ALTER TABLE grid.community ADD latitude numeric(8,5), ADD longitude numeric(8,5),
  ADD CONSTRAINT place_on_earth CHECK (num_nonnulls(latitude, longitude) IN (0, 2)
    AND latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180);
COMMENT ON COLUMN grid.community.latitude IS 'Degrees north, for the sun; NULL: that of the zone''s main place.';
COMMENT ON COLUMN grid.community.longitude IS 'Degrees east.';

ALTER TABLE ingest.batch DROP CONSTRAINT rank_known, ADD CONSTRAINT rank_known CHECK (rank BETWEEN -1 AND 2);
COMMENT ON COLUMN ingest.batch.rank IS
  'What is believed more: -1 nothing, edits that were undone and dumps that were withdrawn; 0 our own estimates, 1 dumps, 2 edits. Decides before the time of reception.';

-- What a rule allows: a row a class of meters, and rows of single meters that go before it.
CREATE TABLE ingest.rule (
  rule       text NOT NULL,
  class      text,
  meter_id   bigint REFERENCES grid.meter,
  threshold  bigint NOT NULL,
  floor_w    bigint,
  severity   text NOT NULL,
  parts      bigint[],
  UNIQUE NULLS NOT DISTINCT (rule, class, meter_id),
  CONSTRAINT class_or_meter CHECK (num_nonnulls(class, meter_id) = 1),
  CONSTRAINT class_known CHECK (class IN ('household', 'plant', 'charger')),
  CONSTRAINT severity_known CHECK (severity IN ('warn', 'fail', 'off')),
  CONSTRAINT threshold_not_negative CHECK (threshold >= 0 AND floor_w >= 0),
  CONSTRAINT parts_of_a_meter CHECK (parts IS NULL OR rule = 'plant-vs-sum' AND meter_id IS NOT NULL)
);
COMMENT ON COLUMN ingest.rule.threshold IS 'In the unit of the rule, see gridctl help vee run.';
COMMENT ON COLUMN ingest.rule.floor_w IS 'Mean power below which a rule that looks at power finds nothing.';
COMMENT ON COLUMN ingest.rule.parts IS 'Meters whose sum the meter is said to be.';
INSERT INTO ingest.rule (rule, class, threshold, floor_w, severity)
SELECT r.rule, c.class, r.threshold, r.floor_w, r.severity
FROM (VALUES ('gap', 0, NULL, 'warn'), ('overlap', 0, NULL, 'warn'), ('negative', 0, NULL, 'fail'),
             ('spike', 5, 3000, 'warn'), ('over-capacity', 110, NULL, 'fail'), ('zero-run', 12, NULL, 'warn'),
             ('pv-at-night', 18, 20, 'fail'), ('energy-balance', 0, NULL, 'fail'),
             ('register-vs-intervals', 1, NULL, 'fail'), ('plant-vs-sum', 2, NULL, 'warn'),
             ('clock-outlier', 365, NULL, 'fail'), ('stuck-value', 240, 200, 'warn'))
  AS r (rule, threshold, floor_w, severity)
CROSS JOIN (VALUES ('household'), ('plant'), ('charger')) AS c (class)
WHERE r.rule <> 'zero-run' OR c.class = 'household';
SELECT ops.replicate('ingest.rule');

-- What readings break which rule; one row a rule and stretch of time of a meter's local day. A gap is one row over all of its days.
CREATE TABLE ingest.verdict (
  community_id  bigint NOT NULL,
  meter_id      bigint NOT NULL,
  day           date NOT NULL,
  last_day      date NOT NULL,
  rule          text NOT NULL,
  register      smallint NOT NULL,
  starts_at     timestamptz NOT NULL,
  ends_at       timestamptz NOT NULL,
  severity      text NOT NULL,
  threshold     text NOT NULL,
  evidence      jsonb NOT NULL,
  opened_at     timestamptz NOT NULL,
  closed_at     timestamptz,
  run_id        bigint,
  PRIMARY KEY (community_id, meter_id, day, rule, register, starts_at),
  CONSTRAINT severity_known CHECK (severity IN ('warn', 'fail')),
  CONSTRAINT starts_before_end CHECK (starts_at < ends_at),
  CONSTRAINT days_in_order CHECK (day <= last_day AND (day = last_day OR rule = 'gap'))
);
COMMENT ON COLUMN ingest.verdict.day IS 'Local day of the stretch; of a gap the first one.';
COMMENT ON COLUMN ingest.verdict.register IS '0: of the meter, not of one register.';
COMMENT ON COLUMN ingest.verdict.threshold IS 'What the rule allowed, with its unit.';
COMMENT ON COLUMN ingest.verdict.closed_at IS 'Clock of the run that no longer found it; NULL: open.';
COMMENT ON COLUMN ingest.verdict.run_id IS 'The run of ops.run that found it, or closed it.';
SELECT ops.distribute('ingest.verdict');

-- Up to which day a meter's ended days were validated, readings or not.
CREATE TABLE ingest.validation (
  community_id  bigint NOT NULL,
  meter_id      bigint NOT NULL,
  until         date NOT NULL,
  estimated     date NOT NULL,
  PRIMARY KEY (community_id, meter_id),
  CONSTRAINT validated_first CHECK (estimated <= until)
);
COMMENT ON COLUMN ingest.validation.estimated IS 'Up to which day their gaps were filled: earlier where a run was not asked to.';
SELECT ops.distribute('ingest.validation');

-- Written with the readings, emptied by vee run.
CREATE TABLE ingest.unvalidated (
  community_id  bigint NOT NULL,
  meter_id      bigint NOT NULL,
  days          daterange NOT NULL,
  PRIMARY KEY (community_id, meter_id, days),
  CONSTRAINT days_bounded CHECK (NOT isempty(days) AND NOT lower_inf(days) AND NOT upper_inf(days))
);
COMMENT ON TABLE ingest.unvalidated IS 'Meter days whose readings changed since they were validated; rows may overlap.';

-- How missing values were made up, or why they were not. The values are a part of rank 0 of their block.
CREATE TABLE ingest.estimate (
  community_id    bigint NOT NULL,
  meter_id        bigint NOT NULL,
  register        smallint NOT NULL,
  day             date NOT NULL,
  starts_at       timestamptz NOT NULL,
  made_at         timestamptz NOT NULL,
  ends_at         timestamptz NOT NULL,
  method          text NOT NULL,
  interval_count  integer NOT NULL,
  wh              numeric,
  basis           json NOT NULL,
  closed_at       timestamptz,
  run_id          bigint,
  PRIMARY KEY (community_id, meter_id, register, day, starts_at, made_at),
  CONSTRAINT method_known CHECK (method IN ('linear', 'like-days', 'index', 'none')),
  CONSTRAINT sum_unless_none CHECK ((wh IS NULL) = (method = 'none'))
);
COMMENT ON COLUMN ingest.estimate.interval_count IS 'Intervals that are missing.';
COMMENT ON COLUMN ingest.estimate.wh IS 'Sum of the estimates.';
COMMENT ON COLUMN ingest.estimate.basis IS 'Days, neighbours and index reads that it was made of; why there is none.';
COMMENT ON COLUMN ingest.estimate.closed_at IS 'Clock of the run that found actual values, or made another estimate; NULL: it holds.';
CREATE UNIQUE INDEX estimate_open ON ingest.estimate (community_id, meter_id, register, day, starts_at) WHERE closed_at IS NULL;
SELECT ops.distribute('ingest.estimate');

-- Values put in by hand. The values are a part of rank 2 of their block, -1 once they are undone.
CREATE TABLE ingest.edit (
  edit_id         bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
  community_id    bigint NOT NULL,
  meter_id        bigint NOT NULL,
  register        smallint NOT NULL,
  starts_at       timestamptz NOT NULL,
  ends_at         timestamptz NOT NULL,
  kind            text NOT NULL,
  argument        text,
  reason          text NOT NULL,
  "user"          text NOT NULL,
  made_at         timestamptz NOT NULL,
  entered_at      timestamptz NOT NULL,
  interval_count  integer NOT NULL,
  before_count    integer NOT NULL,
  before_wh       numeric NOT NULL,
  after_count     integer NOT NULL,
  after_wh        numeric NOT NULL,
  undoes          bigint UNIQUE REFERENCES ingest.edit,
  batch_id        bigint UNIQUE REFERENCES ingest.batch,
  run_id          bigint,
  CONSTRAINT kind_known CHECK (kind IN ('value', 'factor', 'file', 'missing', 'undo')),
  CONSTRAINT undo_of_an_edit CHECK ((kind = 'undo') = (undoes IS NOT NULL) AND (undoes IS NULL) = (batch_id IS NOT NULL)),
  CONSTRAINT reason_given CHECK (reason <> '' AND "user" <> '')
);
COMMENT ON COLUMN ingest.edit.made_at IS 'Clock of the run.';
COMMENT ON COLUMN ingest.edit.before_count IS 'Intervals of the range with a value before the edit; after_count: behind it.';
COMMENT ON COLUMN ingest.edit.undoes IS 'The edit that this one takes back.';

-- The instant that one of the fields of a rejected row is; NULL: none is, or it has no offset.
CREATE FUNCTION ingest.instant_among(fields text[]) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT f.text::timestamptz
  FROM unnest(fields) WITH ORDINALITY AS f (text, i)
  WHERE f.text ~ ('^([12]\d{3}-((0[13578]|1[02])-(0[1-9]|[12]\d|3[01])|(0[469]|11)-(0[1-9]|[12]\d|30)|02-(0[1-9]|1\d|2[0-8]))'
    || '|20(0[048]|[2468][048]|[13579][26])-02-29)'
    || '[T ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-](0\d|1[0-4]):?[0-5]\d)$')
  ORDER BY f.i
  LIMIT 1
$$;

-- The fields of a rejected row: of its reading where it is kept apart, else of the row as it came.
CREATE FUNCTION ingest.reject_fields(raw text, reading text) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT regexp_split_to_array(coalesce(nullif(reading, ''), raw), '[,;\t"]')
$$;
