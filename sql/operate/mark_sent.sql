-- Mark messages as sent.
--
-- $1 outbox_ids  bigint[]
-- $2 sent_at     timestamptz
-- returns none
UPDATE ops.outbox
SET sent_at = $2::timestamptz
WHERE outbox_id = ANY ($1::bigint[])
