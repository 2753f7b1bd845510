-- Sum the VAT of the documents issued in a period by month of issue, side and rate.
--
-- $1 period     daterange  days of issue
-- $2 community  text       code; NULL: all
-- returns many
--   month        date     its first day
--   self_billed  boolean  VAT that producers charge; else VAT that customers pay
--   vat_rate     numeric  percent
--   documents    bigint
--   base_eur     numeric
--   vat_eur      numeric
SELECT date_trunc('month', i.issued_on::timestamp)::date AS month,
       i.document IN ('self_billed', 'self_billed_credit') AS self_billed, v.vat_rate::numeric, count(*) AS documents,
       sum(v.base_eur) AS base_eur, sum(v.vat_eur) AS vat_eur
FROM billing.invoice AS i
JOIN billing.invoice_vat AS v ON v.community_id = i.community_id AND v.invoice = i.invoice
JOIN grid.community AS c ON c.community_id = i.community_id
WHERE i.issued_on <@ $1::daterange AND ($2::text IS NULL OR c.community = $2::text)
GROUP BY 1, 2, 3
ORDER BY 1, 2, 3
