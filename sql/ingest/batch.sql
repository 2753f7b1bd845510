-- Find a dump by its digest.
--
-- $1 digest  text  hexadecimal XXH3-128 of the bytes
-- returns many
--   file         text
--   received_us  bigint  microseconds since the epoch
SELECT file, (extract(epoch FROM received_at) * 1000000)::bigint AS received_us
FROM ingest.batch
WHERE digest = decode($1::text, 'hex')
