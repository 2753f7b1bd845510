-- Show some announced demands.
--
-- $1 demands  text[]  codes
-- returns many
--   demand     text    code
--   partner    text    code of the customer
--   community  text    code
--   power_w    bigint
--   window     text    local wall clock, 22:10-06:10
--   first_day  date    local day of the community
--   end_day    date    first local day without it; NULL: open
SELECT d.demand, u.customer AS partner, c.community, d.power_w,
       left(d.start_time::text, 5) || '-' || left(d.end_time::text, 5) AS window, d.first_day, d.end_day
FROM grid.demand AS d
JOIN grid.customer AS u USING (customer_id)
JOIN grid.community AS c USING (community_id)
WHERE d.demand = ANY ($1::text[])
