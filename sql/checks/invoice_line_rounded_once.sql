-- A line's net is its exact quantity times its price, rounded once.
--
-- A standing charge is recomputed from its days, because its quantity is shown to 6 decimals only.
--
-- returns many
--   community_id  bigint
--   invoice       text
--   line          integer
SELECT l.community_id, l.invoice, l.line
FROM billing.invoice_line AS l
JOIN billing.invoice AS i ON i.community_id = l.community_id AND i.invoice = l.invoice
WHERE l.net_eur <> round(
        CASE l.unit
          WHEN 'month' THEN l.unit_price * (upper(l.during) - lower(l.during)) / (upper(i.period) - lower(i.period))
          ELSE l.quantity * l.unit_price
        END, 2)
   OR NOT l.during <@ i.period
ORDER BY 1, 2, 3
