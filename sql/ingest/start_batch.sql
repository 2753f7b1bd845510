-- Enter a dump, or give a known one that is read again its time of reception, name and community.
--
-- $1 batch_id      bigint
-- $2 digest        text         hexadecimal XXH3-128 of the bytes
-- $3 file          text
-- $4 bytes         bigint
-- $5 community_id  bigint       NULL: any
-- $6 received_us   bigint       microseconds since the epoch
-- $7 format        text    form of the dump
-- returns none
INSERT INTO ingest.batch AS b (batch_id, digest, file, bytes, community_id, received_at, entered_at, loaded_at,
  format, layout,
  read_count, loaded_count, rejected_count, repeated_count, conflict_count)
VALUES ($1::bigint, decode($2::text, 'hex'), $3::text, $4::bigint, $5::bigint,
  timestamptz 'epoch' + $6::bigint * interval '1 microsecond', clock_timestamp(), clock_timestamp(), $7::text, '',
  0, 0, 0, 0, 0)
ON CONFLICT (batch_id) DO UPDATE
SET file = excluded.file, format = excluded.format, community_id = excluded.community_id, received_at = excluded.received_at, loaded_at = excluded.loaded_at
