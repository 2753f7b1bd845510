-- A line's net is its exact quantity times its price, rounded once.
--
-- A standing charge is recomputed from its days, because its quantity is shown to 6 decimals only; so is that of a power, whose
-- line may be off by as little as that makes.
--
-- returns many
--   community_id  bigint
--   invoice       text
--   line          integer
SELECT l.community_id, l.invoice, l.line
FROM billing.invoice_line AS l
JOIN billing.invoice AS i ON i.community_id = l.community_id AND i.invoice = l.invoice
CROSS JOIN LATERAL (SELECT date_part('days', date_trunc('month', lower(l.during)::timestamp) + interval '1 month'
                                           - date_trunc('month', lower(l.during)::timestamp))::numeric AS days) AS month
WHERE l.unit <> 'kVA' AND l.net_eur <> round(
        CASE l.unit
          WHEN 'month' THEN sign(l.quantity) * l.unit_price * (upper(l.during) - lower(l.during)) / month.days
          ELSE l.quantity * l.unit_price
        END, 2)
   OR l.unit = 'kVA' AND abs(l.net_eur - l.quantity * l.unit_price) > 0.0051
   OR NOT l.during <@ i.period AND l.regularises IS NULL
ORDER BY 1, 2, 3
