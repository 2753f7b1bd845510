-- Lock a partner until the transaction ends: its balance is changed by one transaction at a time.
--
-- What is read of it before may be old; the ledger is read in a statement of its own afterwards.
--
-- $1 partner  text  code
-- returns many
--   partner_id    bigint
--   class         text
--   trust         smallint
--   plan          text     request or datapoints
--   eur_per_1000  numeric
--   language      text
SELECT partner_id, class, trust, plan, eur_per_1000::numeric, language
FROM partner.partner
WHERE partner = $1::text
FOR UPDATE
