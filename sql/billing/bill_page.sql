-- Show the heads of some documents, or of some drafts.
--
-- place is the document's position in the arrays, from 1. Order: place.
--
-- $1 community_ids  bigint[]
-- $2 customer_ids   bigint[]
-- $3 meter_ids      bigint[]
-- $4 first_days     date[]    of the months
-- $5 documents      text[]
-- $6 invoices       text[]    numbers; NULL elements are drafts
-- returns many
--   place             integer
--   invoice           text
--   document          text
--   corrects          text
--   corrected_on      date
--   community         text
--   community_name    text
--   customer          text
--   meter             text
--   first_day         date
--   end_day           date         excluded
--   issued_at         timestamptz
--   issued_on         date
--   due_on            date
--   seller            text
--   seller_name       text
--   legal_form        text
--   street            text
--   postcode          text
--   city              text
--   country           text
--   siren             text
--   vat_number        text
--   email             text
--   phone             text
--   website           text
--   iban              text
--   bic               text
--   creditor_id       text
--   complaints        text
--   mediator          text
--   late_percent      numeric
--   buyer_name        text
--   buyer_address     text
--   buyer_postcode    text
--   buyer_city        text
--   buyer_country     text
--   buyer_siren       text
--   buyer_vat_number  text
--   buyer_email       text
--   language          text
--   expected_count    bigint
--   present_count     bigint
--   net_eur           numeric
--   vat_eur           numeric
--   total_eur         numeric
--   due_eur           numeric
--   mandate           text
--   account           text
WITH key AS (
  SELECT b.community_id, b.customer_id, b.meter_id, b.document, b.invoice, b.place::integer AS place,
         daterange(b.first_day, (b.first_day + interval '1 month')::date) AS period
  FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::date[], $5::text[], $6::text[])
    WITH ORDINALITY AS b (community_id, customer_id, meter_id, first_day, document, invoice, place)
), bill AS (
  SELECT k.place, i.community_id, i.customer_id, i.meter_id, i.invoice, i.document, i.corrects, i.period, i.issued_at,
         i.issued_on, i.due_on, i.seller_id, i.seller_from, i.buyer_name, i.buyer_address, i.buyer_postcode, i.buyer_city,
         i.buyer_country, i.buyer_siren, i.buyer_vat_number, i.buyer_email, i.language, i.expected_count, i.present_count,
         i.net_eur, i.vat_eur, i.total_eur, i.due_eur
  FROM key AS k
  JOIN billing.invoice AS i ON i.community_id = k.community_id AND i.invoice = k.invoice
  UNION ALL
  SELECT k.place, d.community_id, d.customer_id, d.meter_id, NULL, d.document, d.corrects, d.period, NULL, NULL, NULL,
         c.seller_id, (SELECT max(v.valid_from) FROM grid.seller_version AS v WHERE v.seller_id = c.seller_id), u.name,
         u.address, u.postcode, u.city, u.country, u.siren, u.vat_number, u.email, u.language, d.expected_count,
         d.present_count, d.net_eur, d.vat_eur, d.total_eur, greatest(d.total_eur, 0)
  FROM key AS k
  JOIN billing.draft AS d
    ON d.community_id = k.community_id AND d.customer_id = k.customer_id AND d.meter_id = k.meter_id
   AND d.period = k.period AND d.document = k.document
  JOIN grid.community AS c ON c.community_id = d.community_id
  JOIN grid.customer AS u ON u.customer_id = d.customer_id
  WHERE k.invoice IS NULL
)
SELECT b.place, b.invoice, b.document, b.corrects,
       (SELECT o.issued_on FROM billing.invoice AS o
        WHERE o.community_id = b.community_id AND o.invoice = b.corrects) AS corrected_on,
       c.community, c.name AS community_name, u.customer, m.meter, lower(b.period) AS first_day, upper(b.period) AS end_day,
       b.issued_at, b.issued_on, b.due_on, s.seller, v.name AS seller_name, v.legal_form, v.street, v.postcode, v.city,
       v.country, v.siren, v.vat_number, v.email, v.phone, v.website, v.iban, v.bic, v.creditor_id, v.complaints, v.mediator,
       v.late_percent::numeric, b.buyer_name, b.buyer_address, b.buyer_postcode, b.buyer_city, b.buyer_country,
       b.buyer_siren, b.buyer_vat_number, b.buyer_email, b.language, b.expected_count, b.present_count, b.net_eur::numeric,
       b.vat_eur::numeric, b.total_eur::numeric, b.due_eur::numeric, mandate.mandate, mandate.account
FROM bill AS b
JOIN grid.community AS c ON c.community_id = b.community_id
JOIN grid.customer AS u ON u.customer_id = b.customer_id
JOIN grid.meter AS m ON m.meter_id = b.meter_id
LEFT JOIN grid.seller AS s ON s.seller_id = b.seller_id
LEFT JOIN grid.seller_version AS v ON v.seller_id = b.seller_id AND v.valid_from = b.seller_from
LEFT JOIN LATERAL (
  SELECT l.mandate, l.account FROM grid.mandate_list AS l
  WHERE l.customer_id = b.customer_id AND l.seller_id = b.seller_id AND b.document = 'invoice' AND b.due_eur > 0
    AND l.signed_on <= coalesce(b.issued_on, upper(b.period))
    AND (l.end_day IS NULL OR l.end_day > coalesce(b.due_on, upper(b.period)))
    AND NOT EXISTS (
      SELECT FROM billing.collection_item AS x
      JOIN billing.collection AS y ON y.collection_id = x.collection_id
      WHERE x.community_id = b.community_id AND x.mandate_id = l.mandate_id AND x.invoice IS DISTINCT FROM b.invoice
        AND x.sequence IN ('OOFF', 'FNAL') AND x.state <> 'rejected' AND y.created_at <= coalesce(b.issued_at, 'infinity'))
  ORDER BY l.signed_on DESC LIMIT 1) AS mandate ON true
ORDER BY b.place
