-- Make invoices of the drafts that are being issued.
--
-- Seller and customer are kept as they are on this day.
--
-- $1 as_of     timestamptz
-- $2 due_days  integer      days from issue to due date
-- returns many
--   invoice  text
WITH issued AS (
  INSERT INTO billing.invoice (
    community_id, series, year, number, document, version, corrects, customer_id, meter_id, period, issued_at, issued_on,
    due_on, seller_id, seller_from, buyer_name, buyer_address, buyer_postcode, buyer_city, buyer_country, buyer_siren,
    buyer_vat_number, buyer_email, language, expected_count, present_count, net_eur, vat_eur, total_eur, credit_eur)
  SELECT i.community_id, i.series, i.year, i.number, i.document, i.version, i.corrects, i.customer_id, i.meter_id, i.period,
         $1::timestamptz, i.issued_on, i.issued_on + $2::integer, c.seller_id,
         (SELECT max(v.valid_from) FROM grid.seller_version AS v
          WHERE v.seller_id = c.seller_id AND v.valid_from <= i.issued_on),
         u.name, u.address, u.postcode, u.city, u.country, u.siren, u.vat_number, u.email, u.language, d.expected_count,
         d.present_count, d.net_eur, d.vat_eur, d.total_eur, coalesce(s.eur, 0)
  FROM issue AS i
  JOIN billing.draft AS d USING (community_id, customer_id, meter_id, period, document)
  JOIN grid.community AS c USING (community_id)
  JOIN grid.customer AS u USING (customer_id)
  LEFT JOIN (SELECT community_id, invoice, sum(amount_eur) AS eur FROM issue_set_off GROUP BY community_id, invoice) AS s
    USING (community_id, invoice)
  RETURNING invoice, series, year, number
)
SELECT invoice FROM issued ORDER BY series, year, number
