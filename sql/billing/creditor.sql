-- Show what a bank has to know of a seller.
--
-- $1 seller  text  code
-- $2 day     date
-- returns many
--   name         text
--   iban         text  NULL: not given
--   bic          text  NULL: not given
--   creditor_id  text  NULL: not given
SELECT v.name, v.iban, v.bic, v.creditor_id
FROM grid.seller AS s
JOIN grid.seller_version AS v USING (seller_id)
WHERE s.seller = $1::text AND v.valid_from <= $2::date
ORDER BY v.valid_from DESC
LIMIT 1
