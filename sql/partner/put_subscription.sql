-- Add a subscription, or change where its packages go and when it ends.
--
-- $1 subscription  text
-- $2 partner       text    code
-- $3 product       text
-- $4 communities   text[]  codes, ascending; empty: all
-- $5 grain         text
-- $6 every         text    day, week or month
-- $7 email         text    NULL: the partner's
-- $8 first_day     date
-- $9 end_day       date    excluded; NULL: it goes on
-- returns one
--   subscription_id  bigint
INSERT INTO partner.subscription (subscription, partner_id, product, communities, grain, every, email, during)
SELECT $1::text, p.partner_id, $3::text, $4::text[], $5::text, $6::text, coalesce($7::text, p.email), daterange($8::date, $9::date)
FROM partner.partner AS p
WHERE p.partner = $2::text
ON CONFLICT (subscription) DO UPDATE SET email = excluded.email, during = excluded.during
RETURNING subscription_id
