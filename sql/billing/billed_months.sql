-- Sum up what was billed to a customer in a community for each month, and what was paid of it.
--
-- A month has its invoices, credit notes and self-billed documents, with the regularisations of earlier months that stand on
-- them. Order: month, meter.
--
-- $1 community_id  bigint
-- $2 period        daterange  whole months
-- $3 customer      text       code
-- returns many
--   month       date
--   meter       text
--   billed_eur  numeric  with VAT
--   paid_eur    numeric  with money and credits; billed less what is open
SELECT lower(i.period) AS month, m.meter, sum(i.total_eur) AS billed_eur,
       sum(o.paid_eur) - sum(o.set_off_eur) AS paid_eur
FROM billing.invoice AS i
JOIN billing.open_item AS o USING (community_id, invoice)
JOIN grid.customer AS u ON u.customer_id = i.customer_id
JOIN grid.meter AS m ON m.meter_id = i.meter_id
WHERE i.community_id = $1::bigint AND i.period <@ $2::daterange AND u.customer = $3::text
GROUP BY i.period, m.meter
ORDER BY 1, m.meter COLLATE "C"
