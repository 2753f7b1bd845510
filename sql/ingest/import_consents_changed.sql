-- Withdraw consents, or correct what is known of their texts and proofs.
--
-- $1 customer       text[]         codes
-- $2 purpose        text[]
-- $3 granularity    text[]
-- $4 partner_class  text[]
-- $5 from_at        timestamptz[]  which one
-- $6 to_at          timestamptz[]  excluded; NULL: not withdrawn
-- $7 text_version   text[]
-- $8 proof          text[]
-- returns none
UPDATE grid.consent AS n
SET during = tstzrange(g.from_at, g.to_at), text_version = g.text_version, proof = g.proof
FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::text[], $8::text[])
  AS g (customer, purpose, granularity, partner_class, from_at, to_at, text_version, proof)
JOIN grid.customer AS u USING (customer)
WHERE n.customer_id = u.customer_id AND n.purpose = g.purpose AND n.granularity = g.granularity
  AND n.partner_class = g.partner_class AND lower(n.during) = g.from_at
