-- Copy the VAT of drafts whose invoice has just been made.
--
-- $1 period  daterange  one month
-- returns none
INSERT INTO billing.invoice_vat (community_id, invoice, vat_rate, base_eur, vat_eur)
SELECT v.community_id, i.invoice, v.vat_rate, v.base_eur, v.vat_eur
FROM billing.draft_vat AS v
JOIN billing.invoice AS i USING (community_id, customer_id, meter_id, period)
WHERE v.period = $1::daterange
