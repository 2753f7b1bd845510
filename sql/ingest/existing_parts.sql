-- Read what each dump said of the composed blocks of some meter days.
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
--   batch_id      bigint
--   received_us   bigint    microseconds since the epoch
--   file          text
--   wh            integer[]
SELECT p.community_id, p.meter_id, p.register, p.day, p.exponent, p.batch_id,
       (extract(epoch FROM s.received_at) * 1000000)::bigint AS received_us, s.file, p.wh
FROM unnest($1::bigint[], $2::bigint[], $3::date[]) AS k (community_id, meter_id, day)
JOIN grid.block_part AS p
  ON p.community_id = k.community_id AND p.meter_id = k.meter_id AND p.day = k.day AND p.register BETWEEN 1 AND 7
JOIN ingest.batch AS s USING (batch_id)
