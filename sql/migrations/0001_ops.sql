-- The ledger of runs, the queue of stale meter days, and the helpers that make one script run on PostgreSQL and Citus.
CREATE TABLE ops.run (
  run_id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  command     text NOT NULL,
  arguments   text[] NOT NULL,
  as_of       timestamptz NOT NULL,
  started_at  timestamptz NOT NULL,
  ended_at    timestamptz,
  host        text NOT NULL,
  version     text NOT NULL,
  status      smallint,
  summary     text,
  CONSTRAINT ended_with_status CHECK ((ended_at IS NULL) = (status IS NULL))
);
COMMENT ON TABLE ops.run IS 'One row for each run of a command that works on the database; kept for ever.';

-- Written by import and ingest, emptied by aggregate: the one table with two writers.
CREATE TABLE ops.stale (
  community_id  bigint NOT NULL,
  meter_id      bigint NOT NULL,
  days          daterange NOT NULL,
  PRIMARY KEY (community_id, meter_id, days),
  CONSTRAINT days_bounded CHECK (NOT isempty(days) AND NOT lower_inf(days) AND NOT upper_inf(days))
);
COMMENT ON TABLE ops.stale IS 'Meter days whose aggregates are older than their readings; rows may overlap.';

-- The queue day by day.
CREATE VIEW ops.stale_day AS
SELECT DISTINCT community_id, meter_id, d::date AS day
FROM ops.stale
CROSS JOIN generate_series(lower(days)::timestamp, (upper(days) - 1)::timestamp, interval '1 day') AS d;

-- Distributes a table by community_id where Citus is installed; nothing on plain PostgreSQL.
CREATE FUNCTION ops.distribute(relation regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM pg_extension WHERE extname = 'citus') THEN
    EXECUTE format('SELECT create_distributed_table(%L, %L)', relation::text, 'community_id');
  END IF;
END $$;

-- Copies a small shared table to every node where Citus is installed; nothing on plain PostgreSQL.
CREATE FUNCTION ops.replicate(relation regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM pg_extension WHERE extname = 'citus') THEN
    EXECUTE format('SELECT create_reference_table(%L)', relation::text);
  END IF;
END $$;

CREATE FUNCTION ops.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of %.% are never changed or deleted', TG_TABLE_SCHEMA, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation', HINT = 'Correct them with a credit note.';
END $$;

-- Makes a table append-only: nobody may update or delete, its owner included. Privileges do it everywhere;
-- on plain PostgreSQL a trigger stops superusers too (Citus knows no triggers on distributed tables).
CREATE FUNCTION ops.append_only(relation regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %s FROM PUBLIC, CURRENT_USER', relation);
  IF NOT EXISTS (SELECT FROM pg_extension WHERE extname = 'citus') THEN
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %s
                    FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change()', relation);
  END IF;
END $$;

-- Creates the monthly partitions of a table that some days need; those that exist are left alone. Rows of a few
-- hundred bytes are compressed already.
CREATE FUNCTION ops.add_partitions(relation regclass, days date[]) RETURNS integer LANGUAGE plpgsql AS $$
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
