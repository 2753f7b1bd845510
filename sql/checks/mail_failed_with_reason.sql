-- A mail that was given up says why, and what was sent has no failure.
--
-- returns many
--   mail_id  bigint
SELECT mail_id
FROM ops.mail
WHERE (failed_at IS NOT NULL AND failure IS NULL) OR (sent_at IS NOT NULL AND failure IS NOT NULL)
ORDER BY mail_id
