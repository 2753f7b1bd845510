-- Mark a mail as sent.
--
-- $1 mail_id  bigint
-- $2 sent_at  timestamptz
-- returns none
UPDATE ops.mail
SET sent_at = $2::timestamptz, attempts = attempts + 1, failure = NULL
WHERE mail_id = $1::bigint
