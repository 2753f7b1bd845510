-- Show the versions of the price list of partners' packages.
--
-- returns many
--   product     text
--   valid_from  date
--   min_trust   smallint
--   datapoints  bigint
--   k_min       integer
--   max_share   numeric
SELECT product, valid_from, min_trust, datapoints, k_min, max_share::numeric
FROM partner.product
