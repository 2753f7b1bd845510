-- A credit note is exactly minus the document that it takes back, rate by rate.
--
-- returns many
--   community_id  bigint
--   invoice       text
SELECT n.community_id, n.invoice
FROM billing.invoice AS n
JOIN billing.invoice AS i ON i.community_id = n.community_id AND i.invoice = n.corrects
WHERE n.document IN ('credit_note', 'self_billed_credit')
  AND (n.total_eur <> -i.total_eur OR n.net_eur <> -i.net_eur OR n.vat_eur <> -i.vat_eur
       OR EXISTS (
         SELECT vat_rate, base_eur, vat_eur FROM billing.invoice_vat AS v
         WHERE v.community_id = n.community_id AND v.invoice = n.invoice
         EXCEPT
         SELECT vat_rate, -base_eur, -vat_eur FROM billing.invoice_vat AS v
         WHERE v.community_id = i.community_id AND v.invoice = i.invoice))
ORDER BY 1, 2
