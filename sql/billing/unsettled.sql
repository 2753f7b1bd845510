-- List documents that are not settled, or all, with what became of their collection.
--
-- Order: customer, due day, number.
--
-- $1 community   text     code; NULL: all
-- $2 customer    text     code; NULL: all
-- $3 overdue_on  date     only what was to be paid before this day; NULL: all
-- $4 settled     boolean  settled ones too
-- returns many
--   customer     text
--   community    text
--   invoice      text
--   issued_on    date
--   due_on       date
--   total_eur    numeric  negative: owed to the customer
--   paid_eur     numeric
--   set_off_eur  numeric  paid by, or used up for, other documents
--   open_eur     numeric
--   state        text     open, in collection, rejected, refunded, credit or paid
--   collect_on   date     of the last collection; NULL: none
--   reason       text     the bank's, of the last collection; NULL: none
WITH latest AS (
  SELECT DISTINCT ON (community_id, invoice) community_id, invoice, state, collect_on, reason
  FROM billing.collection_item
  ORDER BY community_id, invoice, collection_id DESC
)
SELECT u.customer, c.community, o.invoice, o.issued_on, o.due_on, o.total_eur, o.paid_eur, o.set_off_eur, o.open_eur,
       CASE WHEN o.open_eur < 0 THEN 'credit' WHEN o.open_eur = 0 THEN 'paid' WHEN l.state = 'open' THEN 'in collection'
            WHEN l.state IN ('rejected', 'refunded') THEN l.state ELSE 'open' END AS state,
       l.collect_on, l.reason
FROM billing.open_item AS o
JOIN grid.community AS c USING (community_id)
JOIN grid.customer AS u USING (customer_id)
LEFT JOIN latest AS l ON l.community_id = o.community_id AND l.invoice = o.invoice
WHERE ($1::text IS NULL OR c.community = $1::text) AND ($2::text IS NULL OR u.customer = $2::text)
  AND (o.open_eur <> 0 OR $4::boolean AND $3::date IS NULL)
  AND ($3::date IS NULL OR o.open_eur > 0 AND o.due_on < $3::date)
ORDER BY u.customer COLLATE "C", o.due_on, o.invoice COLLATE "C"
