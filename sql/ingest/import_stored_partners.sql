-- Show what is known of some partners.
--
-- $1 partners  text[]  codes
-- returns many
--   partner       text     code
--   seller        text     code; NULL: none
--   name          text
--   email         text     NULL: none
--   address       text     NULL: none
--   postcode      text     NULL: none
--   city          text     NULL: none
--   country       text
--   language      text     fr or en
--   siren         text     NULL: none
--   vat_number    text     NULL: none
--   trust         smallint
--   plan          text     request or datapoints
--   eur_per_1000  numeric
--   vat_rate      numeric  percent
--   class         text
SELECT p.partner, s.seller, p.name, p.email, p.address, p.postcode, p.city, p.country, p.language, p.siren, p.vat_number,
       p.trust, p.plan, p.eur_per_1000::numeric, p.vat_rate::numeric, p.class
FROM partner.partner AS p
LEFT JOIN grid.seller AS s USING (seller_id)
WHERE p.partner = ANY ($1::text[])
