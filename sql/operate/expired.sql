-- Count the messages that expired in the last 24 hours before they were sent.
--
-- $1 topic      text         NULL: all
-- $2 community  text         NULL: all
-- $3 as_of      timestamptz
-- returns one
--   expired_count  bigint
SELECT count(*) AS expired_count
FROM ops.outbox
WHERE sent_at IS NULL AND expires_at > $3::timestamptz - interval '24 hours' AND expires_at <= $3::timestamptz
  AND ($1::text IS NULL OR topic = $1::text) AND ($2::text IS NULL OR community = $2::text)
