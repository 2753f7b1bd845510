-- Put a message for each request of a community's newest slot, when it ended at most 15 minutes ago.
--
-- Its use ends one slot later, when the next balance is known.
--
-- $1 as_of  timestamptz
-- returns one
--   message_count  bigint
WITH put AS (
  INSERT INTO ops.outbox (topic, key, community, happened_at, created_at, expires_at, message)
  SELECT 'supplier-request', concat_ws(' ', c.community, p.plant, r.at), c.community, r.starts_at, $1::timestamptz,
         $1::timestamptz + make_interval(secs => r.slot_s),
         json_build_object('type', 'Supplier', 'supplier', p.supplier, 'plant', p.plant, 'community', c.community,
                           r.action || '_w', r.asked_w, 'target_w', r.target_w, 'at', r.at)
  FROM (SELECT *, to_char(starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS at
        FROM pg_temp.supplier_request) AS r
  JOIN grid.community AS c USING (community_id)
  JOIN grid.plant AS p USING (plant_id)
  WHERE r.is_newest AND r.asked_w > 0
    AND r.starts_at + make_interval(secs => r.slot_s) >= $1::timestamptz - interval '15 min'
  ORDER BY c.community, p.plant
  ON CONFLICT (topic, key) DO NOTHING
  RETURNING 1
)
SELECT count(*) AS message_count FROM put
