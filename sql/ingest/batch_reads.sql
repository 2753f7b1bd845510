-- Read what a dump said of a register over a time.
--
-- $1 community_id  bigint
-- $2 meter_id      bigint
-- $3 register      smallint
-- $4 dial          text
-- $5 serial        text         as the dump says it
-- $6 batch_id      bigint
-- $7 first         timestamptz
-- $8 last          timestamptz  excluded
-- returns many
--   read_s     bigint  seconds since 1970-01-01T00:00:00Z
--   index_mwh  bigint
SELECT extract(epoch FROM read_at)::bigint AS read_s, index_mwh
FROM grid.register_read
WHERE community_id = $1::bigint AND meter_id = $2::bigint AND register = $3::smallint AND dial = $4::text
  AND serial = $5::text AND batch_id = $6::bigint AND read_at >= $7::timestamptz AND read_at < $8::timestamptz
