-- List the communities to bill: one by its code, or all; those that issued a document to a customer.
--
-- Order: code.
--
-- $1 community  text  code; NULL: all
-- $2 customer   text  code; NULL: all
-- returns many
--   community_id  bigint
--   community     text
--   zone          text
SELECT community_id, community, zone
FROM grid.community
WHERE ($1::text IS NULL OR community = $1::text)
  AND ($2::text IS NULL OR community_id IN (SELECT i.community_id FROM billing.invoice AS i
                                            JOIN grid.customer AS u USING (customer_id) WHERE u.customer = $2::text))
ORDER BY community
