-- Malfunctions of meters and dumps: what is tolerated before something is one, and outages that were planned.

-- How often readings come and how late they may be; how many rows of a dump may be bad. The closest row holds: the meter's
-- own, then the one of its kind and format, of the format, of the kind, and last the one of everything.
CREATE TABLE grid.tolerance (
  meter_id           bigint REFERENCES grid.meter,
  kind               text,
  format             text,
  every_s            integer NOT NULL,
  warn_percent       integer NOT NULL DEFAULT 150,
  tolerance_percent  integer NOT NULL DEFAULT 200,
  reject_count       integer NOT NULL DEFAULT 10,
  reject_percent     integer NOT NULL DEFAULT 5,
  CONSTRAINT tolerance_once UNIQUE NULLS NOT DISTINCT (meter_id, kind, format),
  CONSTRAINT meter_alone CHECK (meter_id IS NULL OR num_nonnulls(kind, format) = 0),
  CONSTRAINT kind_known CHECK (kind IN ('household', 'plant', 'charger')),
  CONSTRAINT every_positive CHECK (every_s > 0),
  CONSTRAINT warned_first CHECK (100 <= warn_percent AND warn_percent <= tolerance_percent),
  CONSTRAINT rejects_positive CHECK (reject_count > 0 AND reject_percent BETWEEN 1 AND 100)
);
COMMENT ON COLUMN grid.tolerance.kind IS 'Of the meter; NULL: any.';
COMMENT ON COLUMN grid.tolerance.format IS 'Of the dumps that its readings come in, as ingest.batch has it; NULL: any.';
COMMENT ON COLUMN grid.tolerance.every_s IS 'Seconds between two receptions; a meter with a longer interval has its interval.';
COMMENT ON COLUMN grid.tolerance.warn_percent IS 'Of every_s: readings that are older are late.';
COMMENT ON COLUMN grid.tolerance.tolerance_percent IS 'Of every_s: readings that are older are absent.';
COMMENT ON COLUMN grid.tolerance.reject_count IS 'So many bad rows of one kind in a dump are a malfunction.';
COMMENT ON COLUMN grid.tolerance.reject_percent IS 'So many percent of a dump''s rows are one too.';
INSERT INTO grid.tolerance (every_s) VALUES (86400);
SELECT ops.replicate('grid.tolerance');

CREATE FUNCTION grid.tolerance_of(meter bigint, meter_kind text, dump_format text, interval_s integer)
RETURNS TABLE (every_s integer, warn_s bigint, absent_s bigint, reject_count integer, reject_percent integer)
LANGUAGE sql STABLE AS $$
  SELECT e.every_s, e.every_s::bigint * t.warn_percent / 100, e.every_s::bigint * t.tolerance_percent / 100,
         t.reject_count, t.reject_percent
  FROM grid.tolerance AS t
  CROSS JOIN LATERAL (SELECT greatest(t.every_s, tolerance_of.interval_s) AS every_s) AS e
  WHERE t.meter_id = meter
     OR t.meter_id IS NULL AND (t.kind IS NULL OR t.kind = meter_kind) AND (t.format IS NULL OR t.format = dump_format)
  ORDER BY t.meter_id NULLS LAST, t.format NULLS LAST, t.kind NULLS LAST
  LIMIT 1
$$;

-- When nobody has to wait for readings: of a community, a meter, or one of its registers.
CREATE TABLE grid.outage (
  outage_id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  outage        text NOT NULL UNIQUE,
  community_id  bigint REFERENCES grid.community,
  meter_id      bigint REFERENCES grid.meter,
  register      smallint,
  during        tstzrange NOT NULL,
  reason        text NOT NULL,
  CONSTRAINT one_scope CHECK (num_nonnulls(community_id, meter_id) = 1),
  CONSTRAINT register_of_a_meter CHECK (register IS NULL OR register BETWEEN 1 AND 7 AND meter_id IS NOT NULL),
  CONSTRAINT during_not_empty CHECK (NOT isempty(during) AND NOT lower_inf(during))
);
COMMENT ON COLUMN grid.outage.register IS 'NULL: all of the meter.';
COMMENT ON COLUMN grid.outage.during IS 'Half-open; without an end: until further notice.';
SELECT ops.replicate('grid.outage');

-- From when on readings are waited for: what they were waited for since, or the end of the outages that begin before the
-- wait is over, one after the other. Infinite: an outage has no end.
CREATE FUNCTION grid.waited_since(community bigint, meter bigint, of_register smallint, since timestamptz, patience interval)
RETURNS timestamptz LANGUAGE sql STABLE AS $$
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

-- One row a malfunction while it lasts; when it comes back it is another one. Few rows, some of no community.
CREATE TABLE grid.malfunction (
  malfunction_id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  community_id    bigint REFERENCES grid.community,
  meter_id        bigint REFERENCES grid.meter,
  kind            text NOT NULL,
  subject         text NOT NULL DEFAULT '',
  source          text NOT NULL DEFAULT '',
  since_at        timestamptz NOT NULL,
  detected_at     timestamptz NOT NULL,
  last_seen_at    timestamptz NOT NULL,
  closed_at       timestamptz,
  evidence        jsonb NOT NULL,
  CONSTRAINT kind_known CHECK (kind IN ('absence', 'inconsistency', 'format')),
  CONSTRAINT absence_of_a_meter CHECK (kind <> 'absence' OR meter_id IS NOT NULL),
  CONSTRAINT closed_after_seen CHECK (detected_at <= last_seen_at AND last_seen_at <= closed_at)
);
COMMENT ON COLUMN grid.malfunction.community_id IS 'NULL: a dump of no known community.';
COMMENT ON COLUMN grid.malfunction.meter_id IS 'NULL: a dump whose meter is not known.';
COMMENT ON COLUMN grid.malfunction.subject IS 'The register that is absent (empty: all), the rule or the code.';
COMMENT ON COLUMN grid.malfunction.source IS 'Of bad dumps their names without the digits of a date; else empty.';
COMMENT ON COLUMN grid.malfunction.since_at IS
  'End of the last reading or of the outage after it, start of the first contradiction, reception of the first bad dump.';
COMMENT ON COLUMN grid.malfunction.evidence IS 'Figures: instants, counts, a file and a line. No value of a reading, no person.';
CREATE UNIQUE INDEX malfunction_lasts_once ON grid.malfunction (community_id, meter_id, kind, subject, source)
  NULLS NOT DISTINCT WHERE closed_at IS NULL;
SELECT ops.replicate('grid.malfunction');

-- Which of some malfunctions are told of together: those of so many meters of a community that fail in the same way.
CREATE FUNCTION grid.malfunction_groups(malfunctions bigint[], many integer)
RETURNS TABLE (malfunction_id bigint, group_id bigint, is_one_of_many boolean, member_count bigint) LANGUAGE sql STABLE AS $$
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

-- Dumps of which nothing was loaded.
CREATE TABLE ingest.refusal (
  file          text PRIMARY KEY,
  received_at   timestamptz NOT NULL,
  refused_at    timestamptz NOT NULL,
  community_id  bigint REFERENCES grid.community,
  reason        text NOT NULL
);
COMMENT ON COLUMN ingest.refusal.received_at IS 'As of a dump that was loaded.';
COMMENT ON COLUMN ingest.refusal.community_id IS 'The one that was named; NULL: none.';

-- What the names of dumps of one sender have in common: 20250502T040000_EC2.csv is *_EC2.csv.
CREATE FUNCTION ingest.series(file text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT regexp_replace(file, '[0-9]{4,}([-_T:.]?[0-9]{2})*', '*', 'g')
$$;

-- The meter that a rejected row names in one of its first fields, by its code or by a name that dumps have for it.
CREATE FUNCTION ingest.meter_of(raw text) RETURNS TABLE (meter_id bigint, meter text, kind text) LANGUAGE sql STABLE AS $$
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

-- A dump of no known community is nobody's: its message goes to the gateway, not to the people of a community.
ALTER TABLE ops.outbox ALTER community DROP NOT NULL;
COMMENT ON COLUMN ops.outbox.community IS 'NULL: of no community, as a dump that nobody sent.';
