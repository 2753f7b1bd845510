-- Say what became of payments that the bank was asked for.
--
-- $1 community_id   bigint[]
-- $2 invoice        text[]
-- $3 collection_id  bigint[]
-- $4 state          text[]
-- $5 reason         text[]    NULL: none
-- returns one
--   items  bigint
WITH item AS (
  UPDATE billing.collection_item AS i SET state = g.state, reason = g.reason
  FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::text[], $5::text[])
    AS g (community_id, invoice, collection_id, state, reason)
  WHERE i.community_id = g.community_id AND i.invoice = g.invoice AND i.collection_id = g.collection_id
  RETURNING 1
)
SELECT count(*) AS items FROM item
