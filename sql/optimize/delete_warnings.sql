-- Delete the warnings of a community's round.
--
-- $1 community_id  bigint
-- $2 method        text
-- $3 starts_at     timestamptz
-- returns none
DELETE FROM optimize.warning
WHERE community_id = $1::bigint AND method = $2::text AND starts_at = $3::timestamptz
