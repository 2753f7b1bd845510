-- Find a customer's consent to hand its data over to a class of partners, which was given before an instant and not withdrawn.
--
-- $1 customer     text         code
-- $2 granularity  text
-- $3 class        text         of partners
-- $4 as_of        timestamptz
-- returns many
--   customer_id  bigint
--   from_s       bigint  seconds since 1970
--   to_s         bigint  excluded; NULL: it has no end
SELECT customer_id, extract(epoch FROM lower(n.during))::bigint AS from_s, extract(epoch FROM upper(n.during))::bigint AS to_s
FROM grid.consent AS n
JOIN grid.customer AS u USING (customer_id)
WHERE u.customer = $1::text AND n.purpose = 'transfer' AND n.granularity = $2::text AND n.partner_class = $3::text
  AND n.during @> $4::timestamptz
