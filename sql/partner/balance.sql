-- Add up a partner's ledger.
--
-- $1 partner_id  bigint
-- returns one
--   balance  bigint
SELECT coalesce(sum(datapoints), 0)::bigint AS balance
FROM partner.ledger
WHERE partner_id = $1::bigint
