-- Give back the invoices of a message that was never sent.
--
-- $1 collection_id  bigint
-- returns one
--   items  bigint
WITH item AS (
  UPDATE billing.collection_item SET state = 'rejected', reason = 'WITHDRAWN'
  WHERE collection_id = $1::bigint AND state = 'open'
  RETURNING 1
)
SELECT count(*) AS items FROM item
