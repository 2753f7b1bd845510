-- Find the last read of a register ahead of an instant that other dumps say.
--
-- $1 community_ids  bigint[]     of the meter
-- $2 meter_id       bigint
-- $3 register       smallint
-- $4 dial           text
-- $5 serial         text         as the dump says it
-- $6 before         timestamptz  excluded
-- $7 batch_id       bigint       the dump that asks
-- returns many
--   read_s     bigint  seconds since 1970-01-01T00:00:00Z
--   index_mwh  bigint
SELECT extract(epoch FROM r.read_at)::bigint AS read_s, r.index_mwh
FROM grid.register_read AS r
JOIN ingest.batch AS b USING (batch_id)
WHERE r.community_id = ANY ($1::bigint[]) AND r.meter_id = $2::bigint AND r.register = $3::smallint AND r.dial = $4::text
  AND r.serial = $5::text AND r.read_at < $6::timestamptz AND r.batch_id <> $7::bigint
ORDER BY r.read_at DESC, b.rank DESC, b.received_at DESC, b.file COLLATE "C" DESC, b.entered_at DESC, r.batch_id DESC
LIMIT 1
