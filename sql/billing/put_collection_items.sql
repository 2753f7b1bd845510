-- Enter the payments of a message.
--
-- $1 collection_id  bigint
-- $2 community_id   bigint[]
-- $3 invoice        text[]
-- $4 mandate_id     bigint[]
-- $5 sequence       text[]    FRST, RCUR, FNAL or OOFF
-- $6 collect_on     date[]
-- $7 amount_cents   bigint[]
-- returns one
--   items  bigint
WITH item AS (
  INSERT INTO billing.collection_item (community_id, invoice, collection_id, mandate_id, sequence, collect_on, amount_eur)
  SELECT g.community_id, g.invoice, $1::bigint, g.mandate_id, g.sequence, g.collect_on, g.amount_cents * 0.01
  FROM unnest($2::bigint[], $3::text[], $4::bigint[], $5::text[], $6::date[], $7::bigint[])
    AS g (community_id, invoice, mandate_id, sequence, collect_on, amount_cents)
  RETURNING 1
)
SELECT count(*) AS items FROM item
