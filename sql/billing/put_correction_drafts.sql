-- Make the drafts of a community's corrections from their VAT.
--
-- $1 community_id  bigint
-- $2 period        daterange  one month
-- returns many
--   invoice    text     the document that is corrected
--   mode       text     credit, regularisation or supplement
--   delta_eur  numeric  incl. VAT, line by line; the documents' VAT is by rate
WITH summed AS (
  SELECT customer_id, meter_id, document, sum(base_eur) AS net_eur, sum(vat_eur) AS vat_eur
  FROM billing.draft_vat
  WHERE community_id = $1::bigint AND period = $2::daterange
  GROUP BY customer_id, meter_id, document
), draft AS (
  INSERT INTO billing.draft (community_id, customer_id, meter_id, period, document, version, corrects, expected_count,
                             present_count, net_eur, vat_eur, total_eur)
  SELECT $1::bigint, c.customer_id, c.meter_id, $2::daterange, s.document,
         c.version + CASE WHEN s.document = c.document THEN 1 ELSE 0 END, c.invoice, c.expected_count, c.present_count,
         s.net_eur, s.vat_eur, s.net_eur + s.vat_eur
  FROM correction AS c
  JOIN summed AS s
    ON s.customer_id = c.customer_id AND s.meter_id = c.meter_id
   AND s.document = ANY (CASE WHEN c.mode = 'regularisation' THEN ARRAY['regularisation']
                              WHEN c.mode = 'supplement' THEN ARRAY[c.document]
                              WHEN c.document = 'invoice' THEN ARRAY['credit_note', 'invoice']
                              ELSE ARRAY['self_billed_credit', 'self_billed'] END)
)
SELECT invoice, mode, delta_eur
FROM correction
ORDER BY invoice
