-- Read what each dump said of the composed blocks of some meter days.
--
-- Edits that were undone and dumps that were withdrawn say nothing.
--
-- $1 community_ids  bigint[]     one element a meter's days in a row, as in $2 and $3; none twice
-- $2 meter_ids      bigint[]
-- $3 days           daterange[]
-- returns many
--   community_id  bigint
--   meter_id      bigint
--   register      smallint
--   day           date
--   exponent      smallint
--   batch_id      bigint
--   received_us   bigint    microseconds since the epoch
--   file          text
--   entered_us    bigint    the same
--   wh            integer[]
--   quality       smallint[]  one code an element; NULL: all are actual
--   rank          smallint    0 our own estimates, 1 dumps, 2 edits
SELECT p.community_id, p.meter_id, p.register, p.day, p.exponent, p.batch_id,
       (extract(epoch FROM s.received_at) * 1000000)::bigint AS received_us, s.file,
       (extract(epoch FROM s.entered_at) * 1000000)::bigint AS entered_us, p.wh, p.quality, s.rank
FROM unnest($1::bigint[], $2::bigint[], $3::daterange[]) AS k (community_id, meter_id, days)
CROSS JOIN LATERAL (
  SELECT *
  FROM grid.block_part AS i
  WHERE i.community_id = k.community_id AND i.meter_id = k.meter_id AND i.day >= lower(k.days) AND i.day < upper(k.days)
    AND i.register = ANY ('{1,2,3,4,5,6,7}')
  OFFSET 0) AS p
JOIN ingest.batch AS s USING (batch_id)
WHERE s.rank >= 0
