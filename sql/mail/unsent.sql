-- List the mails that wait and those that were given up, in the order in which they were put; expired ones are left out.
--
-- $1 topic  text         NULL: all
-- $2 as_of  timestamptz
-- returns many
--   topic      text
--   key        text
--   recipient  text
--   state      text     waiting or failed
--   attempts   integer
--   next       text     UTC; NULL: given up
--   reason     text     of the last failure; NULL: none
SELECT topic, key, recipient, CASE WHEN failed_at IS NULL THEN 'waiting' ELSE 'failed' END AS state, attempts,
       CASE WHEN failed_at IS NULL THEN to_char(next_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') END AS next,
       failure AS reason
FROM ops.mail
WHERE sent_at IS NULL AND (failed_at IS NOT NULL OR expires_at IS NULL OR expires_at > $2::timestamptz)
  AND ($1::text IS NULL OR topic = $1::text)
ORDER BY mail_id
