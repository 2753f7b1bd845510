-- Add versions of sellers, or change those that are there.
--
-- $1 seller         text[]     codes
-- $2 valid_from     date[]     first day of the version
-- $3 name           text[]
-- $4 legal_form     text[]     NULL: none
-- $5 street         text[]
-- $6 postcode       text[]
-- $7 city           text[]
-- $8 country        text[]     ISO 3166, two letters
-- $9 siren          text[]     NULL: none
-- $10 vat_number    text[]     NULL: none
-- $11 email         text[]     NULL: none
-- $12 phone         text[]     NULL: none
-- $13 website       text[]     NULL: none
-- $14 iban          text[]     NULL: none
-- $15 bic           text[]     NULL: none
-- $16 creditor_id   text[]     SEPA creditor identifiers; NULL: none
-- $17 complaints    text[]     NULL: none
-- $18 mediator      text[]     NULL: none
-- $19 late_percent  numeric[]  yearly interest on late payments; NULL: none
-- returns none
INSERT INTO grid.seller_version (seller_id, valid_from, name, legal_form, street, postcode, city, country, siren, vat_number,
                                 email, phone, website, iban, bic, creditor_id, complaints, mediator, late_percent)
SELECT s.seller_id, g.valid_from, g.name, g.legal_form, g.street, g.postcode, g.city, g.country, g.siren, g.vat_number,
       g.email, g.phone, g.website, g.iban, g.bic, g.creditor_id, g.complaints, g.mediator, g.late_percent
FROM unnest($1::text[], $2::date[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
            $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[],
            $18::text[], $19::numeric[])
  AS g (seller, valid_from, name, legal_form, street, postcode, city, country, siren, vat_number, email, phone, website,
        iban, bic, creditor_id, complaints, mediator, late_percent)
JOIN grid.seller AS s ON s.seller = g.seller
ON CONFLICT (seller_id, valid_from) DO UPDATE
SET name = excluded.name, legal_form = excluded.legal_form, street = excluded.street, postcode = excluded.postcode,
    city = excluded.city, country = excluded.country, siren = excluded.siren, vat_number = excluded.vat_number,
    email = excluded.email, phone = excluded.phone, website = excluded.website, iban = excluded.iban, bic = excluded.bic,
    creditor_id = excluded.creditor_id, complaints = excluded.complaints, mediator = excluded.mediator,
    late_percent = excluded.late_percent
