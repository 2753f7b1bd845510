-- Add partners, or change those that are there.
--
-- $1 partner        text[]      codes
-- $2 seller         text[]      codes; NULL: none
-- $3 name           text[]
-- $4 email          text[]      NULL: none
-- $5 address        text[]      NULL: none
-- $6 postcode       text[]      NULL: none
-- $7 city           text[]      NULL: none
-- $8 country        text[]
-- $9 language       text[]      fr or en
-- $10 siren         text[]      NULL: none
-- $11 vat_number    text[]      NULL: none
-- $12 trust         smallint[]
-- $13 plan          text[]      request or datapoints
-- $14 eur_per_1000  numeric[]   excl. VAT
-- $15 vat_rate      numeric[]   percent
-- $16 class         text[]      what consents are given for
-- returns none
INSERT INTO partner.partner (partner, seller_id, name, email, address, postcode, city, country, language, siren,
                             vat_number, trust, plan, eur_per_1000, vat_rate, class)
SELECT g.partner, s.seller_id, g.name, g.email, g.address, g.postcode, g.city, g.country, g.language, g.siren,
       g.vat_number, g.trust, g.plan, g.eur_per_1000, g.vat_rate, g.class
FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
            $10::text[], $11::text[], $12::smallint[], $13::text[], $14::numeric[], $15::numeric[], $16::text[])
  AS g (partner, seller, name, email, address, postcode, city, country, language, siren, vat_number, trust, plan,
        eur_per_1000, vat_rate, class)
LEFT JOIN grid.seller AS s USING (seller)
ON CONFLICT (partner) DO UPDATE
SET seller_id = excluded.seller_id, name = excluded.name, email = excluded.email, address = excluded.address,
    postcode = excluded.postcode, city = excluded.city, country = excluded.country, language = excluded.language,
    siren = excluded.siren, vat_number = excluded.vat_number, trust = excluded.trust, plan = excluded.plan,
    eur_per_1000 = excluded.eur_per_1000, vat_rate = excluded.vat_rate,
    class = excluded.class
