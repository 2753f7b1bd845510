-- No draft exists of a month that was issued to the customer, but for those that correct it.
--
-- returns many
--   community_id  bigint
--   invoice       text
SELECT i.community_id, i.invoice
FROM billing.draft AS d
JOIN billing.standing AS i USING (community_id, customer_id, meter_id, period, document)
WHERE d.corrects IS DISTINCT FROM i.invoice
ORDER BY 1, 2
