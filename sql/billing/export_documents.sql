-- List the documents issued in a period with their totals and what is open of them.
--
-- $1 period     daterange  days of issue
-- $2 community  text       code; NULL: all
-- returns many
--   invoice      text
--   document     text
--   corrects     text     number of the document that it takes back or replaces
--   issued_on    date
--   due_on       date
--   first_day    date
--   last_day     date     included
--   community    text
--   customer     text
--   name         text
--   net_eur      numeric
--   vat_eur      numeric
--   total_eur    numeric
--   set_off_eur  numeric  credit used, below zero where it was received
--   paid_eur     numeric
--   open_eur     numeric
SELECT i.invoice, i.document, i.corrects, i.issued_on, i.due_on, lower(i.period) AS first_day,
       upper(i.period) - 1 AS last_day, c.community, u.customer, i.buyer_name AS name, i.net_eur::numeric,
       i.vat_eur::numeric, i.total_eur::numeric, o.set_off_eur, o.paid_eur, o.open_eur
FROM billing.invoice AS i
JOIN billing.open_item AS o ON o.community_id = i.community_id AND o.invoice = i.invoice
JOIN grid.community AS c ON c.community_id = i.community_id
JOIN grid.customer AS u ON u.customer_id = i.customer_id
WHERE i.issued_on <@ $1::daterange AND ($2::text IS NULL OR c.community = $2::text)
ORDER BY i.issued_on, i.invoice COLLATE "C"
