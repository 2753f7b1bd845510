-- Let mails that failed wait again, from now on, with all their attempts; expired ones are left out.
--
-- $1 topic  text         NULL: all
-- $2 key    text         NULL: all that were given up
-- $3 as_of  timestamptz
-- returns one
--   mail_count  bigint
WITH again AS (
  UPDATE ops.mail
  SET failed_at = NULL, attempts = 0, next_at = $3::timestamptz
  WHERE sent_at IS NULL AND ($1::text IS NULL OR topic = $1::text)
    AND CASE WHEN $2::text IS NULL THEN failed_at IS NOT NULL ELSE key = $2::text END
    AND (expires_at IS NULL OR expires_at > $3::timestamptz)
  RETURNING 1
)
SELECT count(*) AS mail_count FROM again
