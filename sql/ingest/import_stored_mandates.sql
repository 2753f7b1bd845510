-- Show some mandates, and all mandates of some customers.
--
-- $1 mandates   text[]  references
-- $2 customers  text[]  codes
-- returns many
--   mandate    text     reference
--   customer   text     code
--   seller     text     code
--   holder     text
--   iban       text
--   bic        text     NULL: not given
--   signed_on  date
--   sequence   text     recurrent or one_off
--   end_day    date     first day on which nothing may be collected; NULL: open
--   is_used    boolean  something was collected with it, or tried
SELECT m.mandate, c.customer, s.seller, m.holder, m.iban, m.bic, m.signed_on, m.sequence, m.end_day,
       EXISTS (SELECT FROM billing.collection_item AS i WHERE i.mandate_id = m.mandate_id) AS is_used
FROM grid.mandate AS m
JOIN grid.customer AS c USING (customer_id)
JOIN grid.seller AS s USING (seller_id)
WHERE m.mandate = ANY ($1::text[]) OR c.customer = ANY ($2::text[])
