-- List the communities in which a customer has contracts: one by its code, or all.
--
-- Order: code.
--
-- $1 community  text  code; NULL: all
-- $2 customer   text  code; NULL: all customers
-- returns many
--   community_id  bigint
--   community     text
--   zone          text
SELECT c.community_id, c.community, c.zone
FROM grid.community AS c
WHERE ($1::text IS NULL OR c.community = $1::text)
  AND ($2::text IS NULL OR c.community_id IN (
    SELECT m.community_id
    FROM grid.customer AS u
    JOIN grid.contract AS k USING (customer_id)
    JOIN grid.membership AS m ON m.meter_id = k.meter_id AND m.during && k.during
    WHERE u.customer = $2::text))
ORDER BY c.community
