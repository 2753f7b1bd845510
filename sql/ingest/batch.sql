-- Find a dump by its digest, and say whether reading it again could load more.
--
-- Rows that were rejected for what was known then may be good now: of the future that has come, of another community than
-- the one named now, or of a registry that was imported since. Then the dump is read again. One that was withdrawn is none.
--
-- $1 digest     text         hexadecimal XXH3-128 of the bytes
-- $2 as_of      timestamptz  the clock of this run
-- $3 community  text         whose dump it is said to be now; NULL: any
-- returns many
--   file            text
--   received_us     bigint   microseconds since the epoch
--   entered_us      bigint   the same
--   loaded_count    bigint
--   rejected_count  bigint
--   is_outdated     boolean
SELECT b.file, (extract(epoch FROM b.received_at) * 1000000)::bigint AS received_us,
       (extract(epoch FROM b.entered_at) * 1000000)::bigint AS entered_us, b.loaded_count, b.rejected_count,
       EXISTS (
         SELECT
         FROM ingest.reject AS r
         WHERE r.batch_id = b.batch_id
           AND CASE
                 WHEN r.code = 'future' THEN r.note::timestamptz <= $2::timestamptz
                 WHEN r.code = 'foreign-meter' AND c.community IS DISTINCT FROM $3::text THEN true
                 WHEN r.code IN ('unknown-meter', 'foreign-meter', 'outside-membership', 'above-limit', 'off-grid',
                                 'interval-mismatch', 'second-register', 'serial-mismatch')
                 THEN EXISTS (SELECT FROM ops.run AS o
                              WHERE o.command = 'import' AND o.status = 0 AND o.ended_at > b.loaded_at)
               END) AS is_outdated
FROM ingest.batch AS b
LEFT JOIN grid.community AS c USING (community_id)
WHERE b.digest = decode($1::text, 'hex') AND b.rank >= 0
