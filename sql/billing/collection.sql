-- Show a message to the bank.
--
-- $1 message  text  its MsgId
-- returns many
--   collection_id  bigint
--   created_at     text    UTC, RFC 3339
--   scheme         text
--   creditor       text
--   creditor_id    text
--   creditor_iban  text
--   creditor_bic   text    NULL: not given
--   is_untouched   boolean the bank has said nothing of it, and it was not withdrawn
--   is_withdrawn   boolean it was never sent
SELECT c.collection_id, to_char(c.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS created_at, c.scheme,
       c.creditor, c.creditor_id, c.creditor_iban, c.creditor_bic,
       NOT EXISTS (SELECT FROM billing.collection_item AS i
                   WHERE i.collection_id = c.collection_id AND i.state <> 'open') AS is_untouched,
       EXISTS (SELECT FROM billing.collection_item AS i
               WHERE i.collection_id = c.collection_id AND i.reason = 'WITHDRAWN') AS is_withdrawn
FROM billing.collection AS c
WHERE c.message = $1::text
