-- Copy the VAT of the drafts that are being issued.
--
-- returns none
INSERT INTO billing.invoice_vat (community_id, invoice, vat_rate, base_eur, vat_eur)
SELECT v.community_id, i.invoice, v.vat_rate, v.base_eur, v.vat_eur
FROM issue AS i
JOIN billing.draft_vat AS v USING (community_id, customer_id, meter_id, period, document)
