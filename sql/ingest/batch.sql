-- Find a dump by its digest.
--
-- $1 digest  text  hexadecimal XXH3-128 of the bytes
-- returns many
--   file        text
--   received_s  bigint  seconds since the epoch
SELECT file, extract(epoch FROM received_at)::bigint AS received_s
FROM ingest.batch
WHERE digest = decode($1::text, 'hex')
