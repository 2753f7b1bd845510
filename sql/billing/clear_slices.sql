-- Empty a community's staging of slices.
--
-- $1 community_id  bigint
-- returns none
WITH energy AS (
  DELETE FROM billing.slice_energy WHERE community_id = $1::bigint
)
DELETE FROM billing.slice WHERE community_id = $1::bigint
