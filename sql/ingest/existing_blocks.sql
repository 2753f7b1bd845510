-- Read the stored blocks of some meter days, with the dump each came from.
--
-- OFFSET 0 keeps the look-up by key: a partition that this transaction fills has no statistics, and a join that reads it
-- whole for every few hundred meter days makes a large load quadratic. A meter's days are looked for at once: a year of a
-- meter is twelve look-ups, not 365.
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
--   entered_us    bigint    the same
--   wh            integer[]
--   quality       smallint[]  one code an element; NULL: all are actual
--   rank          smallint    0 our own estimates, 1 dumps, 2 edits; NULL: several dumps
SELECT b.community_id, b.meter_id, b.register, b.day, b.exponent, b.revision, b.batch_id,
       (extract(epoch FROM s.received_at) * 1000000)::bigint AS received_us, s.file,
       (extract(epoch FROM s.entered_at) * 1000000)::bigint AS entered_us, b.wh, b.quality, s.rank
FROM (
  SELECT community_id, meter_id, min(day) AS first_day, max(day) AS last_day
  FROM unnest($1::bigint[], $2::bigint[], $3::date[]) AS k (community_id, meter_id, day)
  GROUP BY community_id, meter_id) AS m
CROSS JOIN LATERAL (
  SELECT *
  FROM grid.interval_block AS i
  WHERE i.community_id = m.community_id AND i.meter_id = m.meter_id AND i.day BETWEEN m.first_day AND m.last_day
    AND i.register = ANY ('{1,2,3,4,5,6,7}')
  OFFSET 0) AS b
JOIN unnest($1, $2, $3) AS k (community_id, meter_id, day)
  ON k.community_id = b.community_id AND k.meter_id = b.meter_id AND k.day = b.day
LEFT JOIN ingest.batch AS s ON s.batch_id = b.batch_id
