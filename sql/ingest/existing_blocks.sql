-- Read the stored blocks of some meter days, with the dump each came from.
--
-- OFFSET 0 keeps the look-up by key: a partition that this transaction fills has no statistics, and a join that reads it
-- whole for every few hundred meter days makes a large load quadratic.
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
--   revision      integer
--   batch_id      bigint    NULL: several dumps
--   received_us   bigint    microseconds since the epoch
--   file          text
--   entered_us    bigint    the same
--   wh            integer[]
--   quality       smallint[]  one code an element; NULL: all are actual
--   rank          smallint    0 our own estimates, 1 dumps, 2 edits; NULL: several dumps
SELECT b.community_id, b.meter_id, b.register, b.day, b.exponent, b.revision, b.batch_id,
       (extract(epoch FROM s.received_at) * 1000000)::bigint AS received_us, s.file,
       (extract(epoch FROM s.entered_at) * 1000000)::bigint AS entered_us, b.wh, b.quality, s.rank
FROM unnest($1::bigint[], $2::bigint[], $3::daterange[]) AS k (community_id, meter_id, days)
CROSS JOIN LATERAL (
  SELECT *
  FROM grid.interval_block AS i
  WHERE i.community_id = k.community_id AND i.meter_id = k.meter_id AND i.day >= lower(k.days) AND i.day < upper(k.days)
    AND i.register = ANY ('{1,2,3,4,5,6,7}')
  OFFSET 0) AS b
LEFT JOIN ingest.batch AS s ON s.batch_id = b.batch_id
