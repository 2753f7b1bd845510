-- List the mails that may be tried now: what expires soonest comes first.
--
-- $1 topic  text         NULL: all
-- $2 as_of  timestamptz
-- returns many
--   mail_id  bigint
SELECT mail_id
FROM ops.mail
WHERE sent_at IS NULL AND failed_at IS NULL AND next_at <= $2::timestamptz AND created_at <= $2::timestamptz
  AND (expires_at IS NULL OR expires_at > $2::timestamptz) AND ($1::text IS NULL OR topic = $1::text)
ORDER BY expires_at NULLS LAST, mail_id
