-- List the documents of which something is open, by customer and day of issue.
--
-- $1 until      date         issued before it
-- $2 community  text         code; NULL: all
-- $3 as_of      timestamptz  the clock of the run, which tells what is overdue
-- returns many
--   community     text
--   customer      text
--   name          text
--   invoice       text
--   document      text
--   issued_on     date
--   due_on        date
--   overdue_days  integer  NULL: nothing is owed yet, or the customer owes nothing
--   total_eur     numeric
--   set_off_eur   numeric  credit used, below zero where it was received
--   paid_eur      numeric
--   open_eur      numeric
SELECT c.community, u.customer, i.buyer_name AS name, o.invoice, o.document, o.issued_on, o.due_on,
       CASE WHEN o.open_eur > 0 AND o.due_on < ($3::timestamptz AT TIME ZONE c.zone)::date
            THEN ($3::timestamptz AT TIME ZONE c.zone)::date - o.due_on END AS overdue_days,
       o.total_eur, o.set_off_eur, o.paid_eur, o.open_eur
FROM billing.open_item AS o
JOIN billing.invoice AS i ON i.community_id = o.community_id AND i.invoice = o.invoice
JOIN grid.community AS c ON c.community_id = o.community_id
JOIN grid.customer AS u ON u.customer_id = o.customer_id
WHERE o.open_eur <> 0 AND o.issued_on < $1::date AND ($2::text IS NULL OR c.community = $2::text)
ORDER BY u.customer COLLATE "C", o.issued_on, o.invoice COLLATE "C"
