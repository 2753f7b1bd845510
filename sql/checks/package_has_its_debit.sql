-- A package has one debit and a debit one package, of the same partner and product, and no refund gives back more.
--
-- returns many
--   partner_id  bigint
--   reference   text    of the ledger, or the package
SELECT coalesce(k.partner_id, l.partner_id) AS partner_id, coalesce(l.reference, k.package) AS reference
FROM partner.package AS k
FULL JOIN (SELECT * FROM partner.ledger WHERE kind = 'debit') AS l USING (ledger_id)
WHERE (k.partner_id, k.product, k.package) IS DISTINCT FROM (l.partner_id, l.product, l.reference)
UNION ALL
SELECT partner_id, max(package) FROM partner.package GROUP BY partner_id, ledger_id HAVING count(*) > 1
UNION ALL
SELECT r.partner_id, r.reference
FROM partner.ledger AS r
LEFT JOIN partner.ledger AS d ON d.partner_id = r.partner_id AND d.reference = r.reference AND d.kind = 'debit'
WHERE r.kind = 'refund' AND (r.datapoints <= -d.datapoints AND r.product = d.product AND r.eur_per_1000 = d.eur_per_1000) IS NOT TRUE
ORDER BY 1, 2
