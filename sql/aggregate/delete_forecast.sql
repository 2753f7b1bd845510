-- Delete a community's forecasts of one time of issue.
--
-- $1 community_id  bigint
-- $2 issued_at     timestamptz
-- returns none
DELETE FROM aggregate.forecast
WHERE community_id = $1::bigint AND issued_at = $2::timestamptz
