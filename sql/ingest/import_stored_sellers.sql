-- Show all versions of some sellers, and which were printed on an issued invoice.
--
-- $1 sellers  text[]  codes
-- returns many
--   seller        text     code
--   valid_from    date     first day of the version
--   name          text
--   legal_form    text
--   street        text
--   postcode      text
--   city          text
--   country       text     ISO 3166, two letters
--   siren         text
--   vat_number    text
--   email         text
--   phone         text
--   website       text
--   iban          text
--   bic           text
--   creditor_id   text     SEPA creditor identifier
--   complaints    text
--   mediator      text
--   late_percent  numeric  yearly interest on late payments
--   invoice       text     one that this version signed; NULL: there is none
SELECT s.seller, v.valid_from, v.name, v.legal_form, v.street, v.postcode, v.city, v.country, v.siren, v.vat_number, v.email,
       v.phone, v.website, v.iban, v.bic, v.creditor_id, v.complaints, v.mediator, v.late_percent, i.invoice
FROM grid.seller AS s
JOIN grid.seller_version AS v USING (seller_id)
LEFT JOIN (
  SELECT seller_id, seller_from, min(invoice) AS invoice FROM billing.invoice GROUP BY seller_id, seller_from
) AS i ON i.seller_id = v.seller_id AND i.seller_from = v.valid_from
WHERE s.seller = ANY ($1::text[])
