-- Show what is open of some documents.
--
-- $1 invoices  text[]  numbers
-- returns many
--   community_id  bigint
--   invoice       text
--   seller        text     code; NULL: none
--   open_eur      numeric  negative: owed to the customer
SELECT o.community_id, o.invoice, s.seller, o.open_eur
FROM billing.open_item AS o
JOIN billing.invoice AS i ON i.community_id = o.community_id AND i.invoice = o.invoice
LEFT JOIN grid.seller AS s ON s.seller_id = i.seller_id
WHERE o.invoice = ANY ($1::text[])
ORDER BY o.invoice COLLATE "C", o.community_id
