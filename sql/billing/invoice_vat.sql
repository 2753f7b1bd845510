-- List the VAT of one invoice or draft, by rate.
--
-- $1 invoice    text       number; NULL: the draft of what follows
-- $2 period     daterange
-- $3 community  text       code
-- $4 customer   text       code
-- $5 meter      text       code
-- $6 document   text       invoice, credit_note, ...
-- returns many
--   vat_rate  numeric  percent
--   base_eur  numeric
--   vat_eur   numeric
WITH vat AS (
  SELECT v.vat_rate, v.base_eur, v.vat_eur
  FROM billing.invoice_vat AS v
  JOIN grid.community AS c USING (community_id)
  WHERE v.invoice = $1::text AND c.community = $3::text
  UNION ALL
  SELECT v.vat_rate, v.base_eur, v.vat_eur
  FROM billing.draft_vat AS v
  JOIN grid.community AS c USING (community_id)
  JOIN grid.customer USING (customer_id)
  JOIN grid.meter AS m USING (meter_id)
  WHERE $1::text IS NULL AND v.period = $2::daterange AND c.community = $3::text AND customer.customer = $4::text
    AND m.meter = $5::text AND v.document = $6::text
)
SELECT vat_rate::numeric, base_eur::numeric, vat_eur::numeric
FROM vat
ORDER BY vat_rate
