-- Count the mails that expired in the last 24 hours before they were sent.
--
-- $1 topic  text         NULL: all
-- $2 as_of  timestamptz
-- returns one
--   expired_count  bigint
SELECT count(*) AS expired_count
FROM ops.mail
WHERE sent_at IS NULL AND failed_at IS NULL AND expires_at > $2::timestamptz - interval '24 hours'
  AND expires_at <= $2::timestamptz AND ($1::text IS NULL OR topic = $1::text)
