-- List partners with their balances. Order: code.
--
-- $1 partner  text  code; NULL: all
-- returns many
--   partner_id     bigint
--   partner        text
--   class          text
--   trust          smallint
--   plan           text     request or datapoints
--   eur_per_1000   numeric
--   balance        numeric
--   packages       bigint
--   subscriptions  bigint   ended ones too
SELECT p.partner_id, p.partner, p.class, p.trust, p.plan, p.eur_per_1000::numeric,
       (SELECT coalesce(sum(l.datapoints), 0) FROM partner.ledger AS l WHERE l.partner_id = p.partner_id) AS balance,
       (SELECT count(*) FROM partner.package AS k WHERE k.partner_id = p.partner_id) AS packages,
       (SELECT count(*) FROM partner.subscription AS s WHERE s.partner_id = p.partner_id) AS subscriptions
FROM partner.partner AS p
WHERE p.partner = $1::text OR $1::text IS NULL
ORDER BY p.partner COLLATE "C"
