-- Credit is set off once: none gives more than it has or takes more than it asks, and invoices say how much.
--
-- An invoice holds what was paid too much of it, whatever a bank sent back since.
--
-- returns many
--   community_id  bigint
--   invoice       text
SELECT i.community_id, i.invoice
FROM billing.invoice AS i
CROSS JOIN LATERAL (
  SELECT coalesce((SELECT sum(s.amount_eur) FROM billing.set_off AS s
                   WHERE s.community_id = i.community_id AND s.credit = i.invoice), 0) AS given,
         coalesce((SELECT sum(s.amount_eur) FROM billing.set_off AS s
                   WHERE s.community_id = i.community_id AND s.invoice = i.invoice), 0) AS received,
         coalesce((SELECT sum(s.amount_eur) FROM billing.set_off AS s
                   WHERE s.community_id = i.community_id AND s.invoice = i.invoice AND s.set_on = i.issued_on), 0) AS credit,
         coalesce((SELECT sum(p.amount_eur) FROM billing.payment AS p
                   WHERE p.community_id = i.community_id AND p.invoice = i.invoice AND p.amount_eur > 0), 0) AS paid
) AS s
WHERE s.given > 0 AND s.given > s.received + s.paid - i.total_eur OR s.received > greatest(i.total_eur, 0)
   OR i.credit_eur > s.credit
ORDER BY 1, 2
