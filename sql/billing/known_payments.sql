-- List those of some references that payments without a direct debit have, with what they stand for.
--
-- A transfer for several invoices is one.
--
-- $1 references  text[]
-- returns many
--   reference   text
--   paid_on     date
--   amount_eur  numeric
SELECT reference, min(paid_on) AS paid_on, sum(amount_eur)::numeric AS amount_eur
FROM billing.payment
WHERE reference = ANY ($1::text[]) AND kind IN ('transfer', 'payout')
GROUP BY reference
