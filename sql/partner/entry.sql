-- Find an entry of a partner's ledger.
--
-- $1 partner_id  bigint
-- $2 kind        text    topup, debit or refund
-- $3 reference   text
-- returns many
--   product       text
--   datapoints    bigint
--   eur_per_1000  numeric
SELECT product, datapoints, eur_per_1000::numeric
FROM partner.ledger
WHERE partner_id = $1::bigint AND kind = $2::text AND reference = $3::text
