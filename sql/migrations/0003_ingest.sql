-- Dumps that were loaded, and the rows of them that were not.
CREATE SCHEMA ingest;

CREATE TABLE ingest.batch (
  batch_id       bigint PRIMARY KEY,
  digest         bytea NOT NULL,
  file           text NOT NULL,
  bytes          bigint NOT NULL,
  rank           smallint NOT NULL DEFAULT 1,
  format         text NOT NULL DEFAULT 'native',
  community_id   bigint,
  received_at    timestamptz NOT NULL,
  entered_at     timestamptz NOT NULL,
  loaded_at      timestamptz NOT NULL,
  layout         text NOT NULL,
  read_count     bigint NOT NULL,
  loaded_count   bigint NOT NULL,
  rejected_count bigint NOT NULL,
  repeated_count bigint NOT NULL,
  conflict_count bigint NOT NULL,
  passed_count   bigint NOT NULL DEFAULT 0,
  CONSTRAINT rank_known CHECK (rank BETWEEN 0 AND 2),
  CONSTRAINT all_rows_counted CHECK (read_count = loaded_count + rejected_count + repeated_count + passed_count)
);
CREATE UNIQUE INDEX batch_digest ON ingest.batch (digest) WHERE rank >= 0;
COMMENT ON TABLE ingest.batch IS
  'One row a dump. batch_id and digest come from its bytes, so the same dump is the same row until it is withdrawn.';
COMMENT ON COLUMN ingest.batch.rank IS
  'What is believed more: 0 our own estimates, 1 dumps, 2 edits. Decides before the time of reception.';
COMMENT ON COLUMN ingest.batch.passed_count IS 'Values in order that are not kept: reactive energy, gas.';
COMMENT ON COLUMN ingest.batch.received_at IS 'When the dump was received, which decides the newer of two values.';
COMMENT ON COLUMN ingest.batch.entered_at IS 'When it was loaded first: decides between dumps of the same name and time.';

-- Dumps that were taken back. Their rows of ingest.batch have rank -1 and an id of their own, as have the parts that are kept
-- of what they said: the same bytes may be loaded again.
CREATE TABLE ingest.withdrawal (
  batch_id     bigint PRIMARY KEY REFERENCES ingest.batch,
  reason       text NOT NULL,
  "user"       text NOT NULL,
  made_at      timestamptz NOT NULL,
  entered_at   timestamptz NOT NULL,
  value_count  bigint NOT NULL,
  index_count  bigint NOT NULL,
  run_id       bigint,
  CONSTRAINT reason_given CHECK (reason <> '' AND "user" <> '')
);
COMMENT ON COLUMN ingest.withdrawal.made_at IS 'Clock of the run.';
COMMENT ON COLUMN ingest.withdrawal.value_count IS 'Values of intervals that the dump had said, kept as parts of blocks.';
COMMENT ON COLUMN ingest.withdrawal.index_count IS 'Index reads that it had said; they are not kept.';

CREATE TABLE ingest.reject (
  batch_id  bigint NOT NULL REFERENCES ingest.batch,
  line      bigint NOT NULL,
  "column"  integer,
  code      text NOT NULL,
  raw       text NOT NULL,
  note      text,
  reading   text,
  PRIMARY KEY (batch_id, line, code)
);
COMMENT ON TABLE ingest.reject IS 'Rows of a dump that were not loaded. Code conflicting-duplicate: the line was loaded and
replaced an earlier one of the same dump, whose values are in note.';
COMMENT ON COLUMN ingest.reject.line IS 'Physical line, 1-based, the header included.';
COMMENT ON COLUMN ingest.reject."column" IS 'Field of the line, 1-based; NULL when the whole line is meant.';
COMMENT ON COLUMN ingest.reject.raw IS 'The line as it came; bytes that are not UTF-8 as \xHH, at most 1,000 bytes.';
COMMENT ON COLUMN ingest.reject.reading IS 'The reading, where the registry alone was in its way: what rejects retry loads.';
COMMENT ON COLUMN ingest.reject.note IS 'What a conflicting line replaced; when a future interval ends.';
