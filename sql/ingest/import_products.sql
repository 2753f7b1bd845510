-- Add versions to the price list of partners' packages, or change those that are there.
--
-- $1 product     text[]
-- $2 valid_from  date[]
-- $3 min_trust   smallint[]
-- $4 datapoints  bigint[]
-- $5 k_min       integer[]
-- $6 max_share   numeric[]
-- returns none
INSERT INTO partner.product (product, valid_from, min_trust, datapoints, k_min, max_share)
SELECT product, valid_from, min_trust, datapoints, k_min, max_share
FROM unnest($1::text[], $2::date[], $3::smallint[], $4::bigint[], $5::integer[], $6::numeric[])
  AS given (product, valid_from, min_trust, datapoints, k_min, max_share)
ON CONFLICT (product, valid_from) DO UPDATE
SET min_trust = excluded.min_trust, datapoints = excluded.datapoints, k_min = excluded.k_min, max_share = excluded.max_share
