-- Show what the registry says of some customers.
--
-- $1 customers  text[]  codes
-- returns many
--   customer    text  code
--   name        text  name
--   email       text  mail address; NULL: none
--   address     text  street or postal address; NULL: none
--   postcode    text  NULL: none
--   city        text  NULL: none
--   country     text  ISO 3166, two letters
--   language    text  fr or en
--   siren       text  NULL: none
--   vat_number  text  NULL: none
SELECT customer, name, email, address, postcode, city, country, language, siren, vat_number
FROM grid.customer
WHERE customer = ANY ($1::text[])
