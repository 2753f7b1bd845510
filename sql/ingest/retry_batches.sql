-- List dumps with rows that were rejected by one of some rules, in the order of reception.
--
-- $1 codes  text[]  rules
-- returns many
--   batch_id      bigint
--   file          text
--   format        text
--   layout        text
--   community_id  bigint    whose dump it was said to be; NULL: any
--   rank          smallint
--   received_us   bigint    microseconds since the epoch
--   entered_us    bigint    the same
--   number        integer   greatest running number of its rejected rows
SELECT b.batch_id, b.file, b.format, b.layout, b.community_id, b.rank,
       (extract(epoch FROM b.received_at) * 1000000)::bigint AS received_us,
       (extract(epoch FROM b.entered_at) * 1000000)::bigint AS entered_us, r.number
FROM ingest.batch AS b
CROSS JOIN LATERAL (
  SELECT max(number) AS number, bool_or(code = ANY ($1::text[])) AS is_meant
  FROM ingest.reject
  WHERE batch_id = b.batch_id) AS r
WHERE r.is_meant
ORDER BY b.received_at, b.file, b.entered_at, b.batch_id
