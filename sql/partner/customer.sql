-- Find a customer by its code.
--
-- $1 customer  text
-- returns many
--   customer_id  bigint
SELECT customer_id FROM grid.customer WHERE customer = $1::text
