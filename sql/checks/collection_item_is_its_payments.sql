-- A collection that was paid has its payment, one that came back has both movements, any other has none.
--
-- returns many
--   community_id  bigint
--   invoice       text
--   end_to_end    text
--   state         text
SELECT i.community_id, i.invoice, i.end_to_end, i.state
FROM billing.collection_item AS i
LEFT JOIN billing.payment AS p ON p.community_id = i.community_id AND p.invoice = i.invoice
  AND p.reference = i.end_to_end AND p.kind = 'direct_debit'
LEFT JOIN billing.payment AS r ON r.community_id = i.community_id AND r.invoice = i.invoice
  AND r.reference = i.end_to_end AND r.kind = 'reversal'
WHERE (p.amount_eur IS NOT DISTINCT FROM i.amount_eur) <> (i.state IN ('paid', 'refunded'))
   OR (r.amount_eur IS NOT DISTINCT FROM -i.amount_eur) <> (i.state = 'refunded')
ORDER BY 1, 2, 3
