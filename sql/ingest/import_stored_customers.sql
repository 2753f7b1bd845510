-- Show what the registry says of some customers.
--
-- $1 customers  text[]  codes
-- returns many
--   customer  text  code
--   name      text  name
--   email     text  mail address; NULL: none
--   address   text  postal address; NULL: none
SELECT customer, name, email, address
FROM grid.customer
WHERE customer = ANY ($1::text[])
