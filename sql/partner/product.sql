-- Find the version of the price list that is in force for a product.
--
-- Days are those of the zone of most communities.
--
-- $1 product  text
-- $2 as_of    timestamptz
-- returns many
--   min_trust   smallint
--   datapoints  bigint
SELECT min_trust, datapoints
FROM partner.product
WHERE product = $1::text
  AND valid_from <= ($2::timestamptz AT TIME ZONE coalesce(
    (SELECT zone FROM grid.community GROUP BY zone ORDER BY count(*) DESC, zone LIMIT 1), 'Europe/Paris'))::date
ORDER BY valid_from DESC
LIMIT 1
