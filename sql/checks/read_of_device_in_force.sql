-- A read that names a device is of the one that the registry has behind the meter at that time.
--
-- At the instant of an exchange it is of either of both; before the first device that is registered, of any.
--
-- returns many
--   community_id  bigint
--   meter_id      bigint
--   serial        text
--   read_at       timestamptz
SELECT r.community_id, r.meter_id, r.serial, r.read_at
FROM grid.register_read AS r
CROSS JOIN LATERAL (
  SELECT s.serial, s.since
  FROM grid.meter_serial AS s
  WHERE s.meter_id = r.meter_id AND s.since <= r.read_at
  ORDER BY s.since DESC
  LIMIT 1) AS now
WHERE r.serial <> '' AND r.serial <> now.serial
  AND NOT (now.since = r.read_at
           AND r.serial = (SELECT s.serial
                           FROM grid.meter_serial AS s
                           WHERE s.meter_id = r.meter_id AND s.since < r.read_at
                           ORDER BY s.since DESC
                           LIMIT 1))
ORDER BY r.community_id, r.meter_id, r.read_at, r.serial
