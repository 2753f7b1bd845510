-- Add customers, or change those that are there.
--
-- $1 customer  text[]  codes
-- $2 name      text[]  names
-- $3 email     text[]  mail addresses; NULL: none
-- $4 address   text[]  postal addresses; NULL: none
-- returns none
INSERT INTO grid.customer (customer, name, email, address)
SELECT customer, name, email, address
FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS given (customer, name, email, address)
ON CONFLICT (customer) DO UPDATE
SET name = excluded.name, email = excluded.email, address = excluded.address
