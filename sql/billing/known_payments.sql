-- List those of some references that payments without a direct debit have.
--
-- $1 references  text[]
-- returns many
--   reference  text
SELECT DISTINCT reference
FROM billing.payment
WHERE reference = ANY ($1::text[]) AND kind IN ('transfer', 'payout')
