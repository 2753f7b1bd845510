-- Add customers, or change those that are there.
--
-- $1 customer    text[]  codes
-- $2 name        text[]  names
-- $3 email       text[]  mail addresses; NULL: none
-- $4 address     text[]  streets or postal addresses; NULL: none
-- $5 postcode    text[]  NULL: none
-- $6 city        text[]  NULL: none
-- $7 country     text[]  ISO 3166, two letters
-- $8 language    text[]  fr or en
-- $9 siren       text[]  NULL: none
-- $10 vat_number text[]  NULL: none
-- returns none
INSERT INTO grid.customer (customer, name, email, address, postcode, city, country, language, siren, vat_number)
SELECT customer, name, email, address, postcode, city, country, language, siren, vat_number
FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
            $10::text[])
  AS given (customer, name, email, address, postcode, city, country, language, siren, vat_number)
ON CONFLICT (customer) DO UPDATE
SET name = excluded.name, email = excluded.email, address = excluded.address, postcode = excluded.postcode,
    city = excluded.city, country = excluded.country, language = excluded.language, siren = excluded.siren,
    vat_number = excluded.vat_number
