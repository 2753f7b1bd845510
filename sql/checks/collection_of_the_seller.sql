-- Mandates are used for invoices of the customer and the seller they were given for, after their signature.
--
-- returns many
--   community_id  bigint
--   invoice       text
--   end_to_end    text
SELECT i.community_id, i.invoice, i.end_to_end
FROM billing.collection_item AS i
JOIN billing.collection AS c USING (collection_id)
JOIN billing.invoice AS v ON v.community_id = i.community_id AND v.invoice = i.invoice
JOIN grid.mandate_list AS m ON m.mandate_id = i.mandate_id
WHERE m.customer_id <> v.customer_id OR m.seller_id <> c.seller_id OR v.seller_id IS DISTINCT FROM c.seller_id
   OR i.collect_on < m.signed_on OR i.collect_on <= c.created_on
ORDER BY 1, 2, 3
