-- List the payments of a message with what the bank needs: the one statement that reads accounts to write them.
--
-- Order: that of the message.
--
-- $1 collection_id  bigint
-- returns many
--   sequence    text
--   collect_on  date
--   end_to_end  text
--   amount_eur  numeric
--   mandate     text
--   signed_on   date
--   holder      text
--   iban        text
--   bic         text     NULL: not given
--   invoice     text
--   language    text     of the invoice, fr or en
SELECT i.sequence, i.collect_on, i.end_to_end, i.amount_eur::numeric, m.mandate, m.signed_on, m.holder, m.iban, m.bic,
       i.invoice, v.language
FROM billing.collection_item AS i
JOIN billing.invoice AS v ON v.community_id = i.community_id AND v.invoice = i.invoice
JOIN grid.mandate AS m ON m.mandate_id = i.mandate_id
WHERE i.collection_id = $1::bigint
ORDER BY i.collect_on, i.sequence COLLATE "C", i.invoice COLLATE "C"
