-- Take a mail that waits, until the transaction ends; no row when somebody else has it or it does not wait any more.
--
-- $1 mail_id  bigint
-- returns many
--   mail_id      bigint
--   topic        text
--   key          text
--   recipient    text
--   language     text         fr or en
--   created      bigint       seconds since 1970
--   message      text         JSON
--   attachments  text         JSON
--   attempts     integer      earlier ones
SELECT mail_id, topic, key, recipient, language, extract(epoch FROM created_at)::bigint AS created, message::text AS message,
       attachments::text AS attachments, attempts
FROM ops.mail
WHERE mail_id = $1::bigint AND sent_at IS NULL AND failed_at IS NULL
FOR UPDATE SKIP LOCKED
