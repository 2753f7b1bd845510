-- Say how many households an aggregated sum has at least, and how much of it one may be, in force on a day.
--
-- $1 product  text
-- $2 day      date
-- returns many
--   k_min          integer
--   max_share_1e4  integer  ten-thousandths
SELECT k_min, (max_share * 10000)::integer AS max_share_1e4
FROM partner.product
WHERE product = $1::text AND valid_from <= $2::date
ORDER BY valid_from DESC
LIMIT 1
