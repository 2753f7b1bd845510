-- Add mandates, or change those that are there.
--
-- $1 mandate    text[]  references
-- $2 customer   text[]  codes
-- $3 seller     text[]  codes
-- $4 holder     text[]
-- $5 iban       text[]
-- $6 bic        text[]  NULL: not given
-- $7 signed_on  date[]
-- $8 sequence   text[]  recurrent or one_off
-- $9 end_day    date[]  first day on which nothing may be collected; NULL: open
-- returns none
INSERT INTO grid.mandate (mandate, customer_id, seller_id, holder, iban, bic, signed_on, sequence, end_day)
SELECT g.mandate, c.customer_id, s.seller_id, g.holder, g.iban, g.bic, g.signed_on, g.sequence, g.end_day
FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::date[], $8::text[], $9::date[])
  AS g (mandate, customer, seller, holder, iban, bic, signed_on, sequence, end_day)
JOIN grid.customer AS c USING (customer)
JOIN grid.seller AS s USING (seller)
ON CONFLICT (mandate) DO UPDATE
SET customer_id = excluded.customer_id, seller_id = excluded.seller_id, holder = excluded.holder, iban = excluded.iban,
    bic = excluded.bic, signed_on = excluded.signed_on, sequence = excluded.sequence, end_day = excluded.end_day
