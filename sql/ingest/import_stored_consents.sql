-- Show the consents of some customers.
--
-- $1 customers  text[]  codes
-- returns many
--   customer       text    code
--   purpose        text
--   granularity    text
--   partner_class  text
--   from_s         bigint  seconds since 1970
--   to_s           bigint  excluded; NULL: not withdrawn
--   text_version   text
--   proof          text
SELECT u.customer, n.purpose, n.granularity, n.partner_class, extract(epoch FROM lower(n.during))::bigint AS from_s,
       extract(epoch FROM upper(n.during))::bigint AS to_s, n.text_version, n.proof
FROM grid.consent AS n
JOIN grid.customer AS u USING (customer_id)
WHERE u.customer = ANY ($1::text[])
