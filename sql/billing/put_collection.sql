-- Enter a message to the bank.
--
-- $1 seller         text         code
-- $2 created_at     timestamptz
-- $3 created_on     date         in Frankfurt
-- $4 scheme         text         pain.008.001.02 or pain.008.001.08
-- $5 creditor       text         name
-- $6 creditor_id    text
-- $7 creditor_iban  text
-- $8 creditor_bic   text         NULL: not given
-- returns one
--   collection_id  bigint
--   message        text    the MsgId
INSERT INTO billing.collection (seller_id, created_at, created_on, scheme, creditor, creditor_id, creditor_iban, creditor_bic)
SELECT seller_id, $2::timestamptz, $3::date, $4::text, $5::text, $6::text, $7::text, $8::text
FROM grid.seller
WHERE seller = $1::text
RETURNING collection_id, message
