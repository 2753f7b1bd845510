-- List the messages that wait to be sent, in the order in which they happened; lock them until the transaction ends.
--
-- Expired ones stay where they are, as do those of the future.
--
-- $1 topic      text         NULL: all
-- $2 community  text         NULL: all
-- $3 as_of      timestamptz
-- returns many
--   outbox_id  bigint
--   topic      text
--   envelope   text    JSON: id, topic, community, at (UTC), message
SELECT outbox_id, topic,
       json_build_object('id', outbox_id, 'topic', topic, 'community', community,
                         'at', to_char(happened_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                         'message', message)::text AS envelope
FROM ops.outbox
WHERE sent_at IS NULL AND (expires_at IS NULL OR expires_at > $3::timestamptz) AND created_at <= $3::timestamptz
  AND ($1::text IS NULL OR topic = $1::text) AND ($2::text IS NULL OR community = $2::text)
ORDER BY happened_at, outbox_id
FOR UPDATE
