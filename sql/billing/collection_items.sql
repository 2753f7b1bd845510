-- List payments that the bank was asked for: those of some names, and all of some messages.
--
-- $1 end_to_ends  text[]
-- $2 messages     text[]  MsgIds
-- returns many
--   community_id   bigint
--   invoice        text
--   collection_id  bigint
--   message        text     MsgId
--   sequence       text
--   collect_on     date
--   end_to_end     text
--   amount_eur     numeric
--   state          text     open, paid, rejected or refunded
--   reason         text     NULL: none
SELECT i.community_id, i.invoice, i.collection_id, c.message, i.sequence, i.collect_on, i.end_to_end,
       i.amount_eur::numeric, i.state, i.reason
FROM billing.collection_item AS i
JOIN billing.collection AS c USING (collection_id)
WHERE i.end_to_end = ANY ($1::text[]) OR c.message = ANY ($2::text[])
ORDER BY i.collection_id, i.collect_on, i.sequence COLLATE "C", i.invoice COLLATE "C", i.community_id
