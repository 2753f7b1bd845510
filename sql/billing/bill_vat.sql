-- List the VAT of some documents, or of some drafts, by rate.
--
-- place is the document's position in the arrays, from 1. Order: place, rate.
--
-- $1 community_ids  bigint[]
-- $2 customer_ids   bigint[]
-- $3 meter_ids      bigint[]
-- $4 first_days     date[]    of the months
-- $5 documents      text[]
-- $6 invoices       text[]    numbers; NULL elements are drafts
-- returns many
--   place     integer
--   vat_rate  numeric
--   base_eur  numeric
--   vat_eur   numeric
WITH bill AS (
  SELECT b.community_id, b.customer_id, b.meter_id, b.document, b.invoice, b.place::integer AS place,
         daterange(b.first_day, (b.first_day + interval '1 month')::date) AS period
  FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::date[], $5::text[], $6::text[])
    WITH ORDINALITY AS b (community_id, customer_id, meter_id, first_day, document, invoice, place)
)
SELECT b.place, v.vat_rate::numeric, v.base_eur::numeric, v.vat_eur::numeric
FROM bill AS b
JOIN billing.invoice_vat AS v ON v.community_id = b.community_id AND v.invoice = b.invoice
UNION ALL
SELECT b.place, v.vat_rate::numeric, v.base_eur::numeric, v.vat_eur::numeric
FROM bill AS b
JOIN billing.draft_vat AS v
  ON v.community_id = b.community_id AND v.customer_id = b.customer_id AND v.meter_id = b.meter_id AND v.period = b.period
 AND v.document = b.document
WHERE b.invoice IS NULL
ORDER BY 1, 2
