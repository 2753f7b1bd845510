-- Read the stored blocks of some meter days, with the dump each came from.
--
-- $1 community_ids  bigint[]  one element a meter day, as in $2 and $3
-- $2 meter_ids      bigint[]
-- $3 days           date[]
-- returns many
--   community_id  bigint
--   meter_id      bigint
--   register      smallint
--   day           date
--   exponent      smallint
--   revision      integer
--   batch_id      bigint    NULL: several dumps
--   received_us   bigint    microseconds since the epoch
--   file          text
--   wh            integer[]
--   interval_s    integer
SELECT b.community_id, b.meter_id, b.register, b.day, b.exponent, b.revision, b.batch_id,
       (extract(epoch FROM s.received_at) * 1000000)::bigint AS received_us, s.file, b.wh, b.interval_s
FROM unnest($1::bigint[], $2::bigint[], $3::date[]) AS k (community_id, meter_id, day)
JOIN grid.interval_block AS b
  ON b.community_id = k.community_id AND b.meter_id = k.meter_id AND b.day = k.day AND b.register BETWEEN 1 AND 7
LEFT JOIN ingest.batch AS s USING (batch_id)
