-- List the dumps whose first energies are differences to the last index of a dump. Order: reception.
--
-- A dump that tells intervals by their indices begins with the difference to the last index that was known when it was loaded.
--
-- $1 batch_id  bigint
-- returns many
--   digest  text  hexadecimal XXH3-128 of the bytes
--   file    text
WITH told AS (
  SELECT DISTINCT community_id, meter_id, register, dial, serial
  FROM grid.register_read
  WHERE batch_id = $1::bigint
), first AS (
  SELECT r.community_id, r.meter_id, r.register, r.dial, r.serial, r.batch_id, min(r.read_at) AS read_at
  FROM told AS t
  JOIN grid.register_read AS r USING (community_id, meter_id, register, dial, serial)
  WHERE r.family = 9 AND r.batch_id <> $1::bigint
  GROUP BY r.community_id, r.meter_id, r.register, r.dial, r.serial, r.batch_id
), after AS (
  SELECT DISTINCT f.batch_id
  FROM first AS f
  CROSS JOIN LATERAL (
    SELECT r.batch_id
    FROM grid.register_read AS r
    WHERE r.community_id = f.community_id AND r.meter_id = f.meter_id AND r.register = f.register AND r.dial = f.dial
      AND r.serial = f.serial AND r.read_at < f.read_at AND r.batch_id <> f.batch_id
    ORDER BY r.read_at DESC, (r.batch_id = $1::bigint) DESC
    LIMIT 1) AS p
  WHERE p.batch_id = $1::bigint
)
SELECT encode(b.digest, 'hex') AS digest, b.file
FROM after
JOIN ingest.batch AS b USING (batch_id)
JOIN ingest.batch AS x ON x.batch_id = $1::bigint
WHERE b.rank = 1 AND b.loaded_at > x.entered_at
ORDER BY b.received_at, b.file, b.batch_id
