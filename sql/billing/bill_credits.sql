-- List the credits that were set off against invoices when they were issued.
--
-- place is the invoice's position in the arrays, from 1. Order: place, credit.
--
-- $1 community_ids  bigint[]
-- $2 invoices       text[]
-- returns many
--   place       integer
--   credit      text     number of the document that gave it
--   amount_eur  numeric
SELECT b.place::integer AS place, s.credit, s.amount_eur::numeric
FROM unnest($1::bigint[], $2::text[]) WITH ORDINALITY AS b (community_id, invoice, place)
JOIN billing.invoice AS i ON i.community_id = b.community_id AND i.invoice = b.invoice AND i.credit_eur > 0
JOIN billing.set_off AS s ON s.community_id = i.community_id AND s.invoice = i.invoice
JOIN billing.invoice AS c ON c.community_id = s.community_id AND c.invoice = s.credit AND c.issued_at <= i.issued_at
 AND c.corrects IS DISTINCT FROM i.invoice
ORDER BY b.place, s.credit
