-- Add consents.
--
-- $1 customer       text[]         codes
-- $2 purpose        text[]
-- $3 granularity    text[]
-- $4 partner_class  text[]
-- $5 from_at        timestamptz[]
-- $6 to_at          timestamptz[]  excluded; NULL: not withdrawn
-- $7 text_version   text[]
-- $8 proof          text[]
-- returns none
INSERT INTO grid.consent (customer_id, purpose, granularity, partner_class, during, text_version, proof)
SELECT u.customer_id, g.purpose, g.granularity, g.partner_class, tstzrange(g.from_at, g.to_at), g.text_version, g.proof
FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::text[], $8::text[])
  AS g (customer, purpose, granularity, partner_class, from_at, to_at, text_version, proof)
JOIN grid.customer AS u USING (customer)
