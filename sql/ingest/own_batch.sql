-- Enter a batch that no dump is: our estimates, or an edit. The name decides, so that it is entered once.
--
-- $1 name         text
-- $2 rank         smallint     0 estimates, 2 edits
-- $3 received_at  timestamptz  the clock of the run; of estimates the first one
-- returns one
--   batch_id     bigint
--   received_us  bigint  microseconds since the epoch
--   entered_us   bigint  the same
INSERT INTO ingest.batch AS b (batch_id, digest, file, bytes, rank, format, received_at, entered_at, loaded_at, layout,
  read_count, loaded_count, rejected_count, repeated_count, conflict_count)
VALUES (hashtextextended('gridctl:' || $1::text, 0), decode(md5('gridctl:' || $1::text), 'hex'), $1::text, 0, $2::smallint,
  'gridctl', $3::timestamptz, clock_timestamp(), clock_timestamp(), 'gridctl', 0, 0, 0, 0, 0)
ON CONFLICT (batch_id) DO UPDATE SET loaded_at = excluded.loaded_at
RETURNING b.batch_id, (extract(epoch FROM b.received_at) * 1000000)::bigint AS received_us,
  (extract(epoch FROM b.entered_at) * 1000000)::bigint AS entered_us
