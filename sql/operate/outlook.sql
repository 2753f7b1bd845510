-- Show what the newest forecast of each quarter of an hour leaves in a community: production above consumption.
--
-- $1 community_id  bigint
-- $2 first         timestamptz
-- $3 stop          timestamptz  excluded
-- $4 as_of         timestamptz  later forecasts are not known yet
-- returns many
--   start_s      bigint  seconds since 1970-01-01T00:00:00Z
--   surplus_mwh  bigint  rounded down; NULL: one of the two is not foretold
SELECT DISTINCT ON (starts_at) extract(epoch FROM starts_at)::bigint AS start_s,
       floor(CASE WHEN production_wh > consumption_wh THEN production_wh - consumption_wh
                  WHEN production_wh <= consumption_wh THEN 0 END * 1000)::bigint AS surplus_mwh
FROM aggregate.issued_outlook
WHERE community_id = $1::bigint AND starts_at >= $2::timestamptz AND starts_at < $3::timestamptz
  AND issued_at <= $4::timestamptz AND slot_s = 900
ORDER BY starts_at, issued_at DESC
