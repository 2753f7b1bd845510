-- Credit is set off once: no document gives more than it holds, none takes more than it asks, and the invoice says how much.
--
-- returns many
--   community_id  bigint
--   invoice       text
SELECT o.community_id, o.invoice
FROM billing.open_item AS o
JOIN billing.invoice AS i USING (community_id, invoice)
LEFT JOIN LATERAL (SELECT sum(s.amount_eur) AS eur FROM billing.set_off AS s
                   WHERE s.community_id = o.community_id AND s.invoice = o.invoice AND s.set_on = i.issued_on) AS s ON true
WHERE o.total_eur < 0 AND o.set_off_eur NOT BETWEEN 0 AND -o.total_eur
   OR o.total_eur >= 0 AND -o.set_off_eur NOT BETWEEN 0 AND o.total_eur
   OR i.credit_eur > coalesce(s.eur, 0)
ORDER BY 1, 2
