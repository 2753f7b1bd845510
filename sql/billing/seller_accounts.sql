-- List the accounts that sellers have or had.
--
-- returns many
--   seller  text  code
--   iban    text
SELECT DISTINCT s.seller, v.iban
FROM grid.seller AS s
JOIN grid.seller_version AS v USING (seller_id)
WHERE v.iban IS NOT NULL
