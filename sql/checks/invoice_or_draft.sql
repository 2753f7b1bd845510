-- No draft exists of a month that was issued to the customer.
--
-- returns many
--   community_id  bigint
--   invoice       text
SELECT i.community_id, i.invoice
FROM billing.draft AS d
JOIN billing.invoice AS i USING (community_id, customer_id, meter_id, period)
ORDER BY 1, 2
