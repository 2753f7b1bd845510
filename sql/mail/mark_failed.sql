-- Note that a mail could not be sent: it is tried again later, or given up.
--
-- $1 mail_id  bigint
-- $2 as_of    timestamptz
-- $3 failure  text         why; without addresses
-- $4 next_at  timestamptz  NULL: given up
-- returns none
UPDATE ops.mail
SET attempts = attempts + 1, failure = $3::text, next_at = coalesce($4::timestamptz, next_at),
    failed_at = CASE WHEN $4::timestamptz IS NULL THEN $2::timestamptz END
WHERE mail_id = $1::bigint
