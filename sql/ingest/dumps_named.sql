-- Find dumps by name or by the head of their digest, those that hold first.
--
-- $1 name  text  of the file, or at least 4 hexadecimal digits
-- returns many
--   batch_id        bigint
--   digest          text      hexadecimal XXH3-128 of the bytes
--   file            text
--   format          text
--   received_us     bigint    microseconds since the epoch
--   entered_us      bigint    the same
--   rejected_count  bigint
--   withdrawn_s     bigint    seconds since the epoch; NULL: it holds
--   user            text      who withdrew it
SELECT b.batch_id, encode(b.digest, 'hex') AS digest, b.file, b.format,
       (extract(epoch FROM b.received_at) * 1000000)::bigint AS received_us,
       (extract(epoch FROM b.entered_at) * 1000000)::bigint AS entered_us, b.rejected_count,
       extract(epoch FROM w.made_at)::bigint AS withdrawn_s, w."user"
FROM ingest.batch AS b
LEFT JOIN ingest.withdrawal AS w USING (batch_id)
WHERE (b.rank = 1 OR w.batch_id IS NOT NULL)
  AND (b.file = $1::text OR $1::text ~ '^[0-9a-f]{4,32}$' AND starts_with(encode(b.digest, 'hex'), $1::text))
ORDER BY w.batch_id IS NOT NULL, b.received_at, b.file, b.entered_at, w.entered_at DESC, b.batch_id
