-- Read the newest forecast of each quarter hour that was issued by a time.
--
-- $1 community_id  bigint
-- $2 first         timestamptz
-- $3 end           timestamptz  excluded
-- $4 as_of         timestamptz
-- returns many
--   starts_s  bigint  seconds since 1970-01-01T00:00:00Z
--   net_mwh   bigint  consumption less production, thousandths of a Wh
SELECT DISTINCT ON (starts_at) extract(epoch FROM starts_at)::bigint AS starts_s,
       round((consumption_wh - production_wh) * 1000)::bigint AS net_mwh
FROM aggregate.issued_outlook
WHERE community_id = $1::bigint AND starts_at >= $2::timestamptz AND starts_at < $3::timestamptz
  AND issued_at <= $4::timestamptz AND consumption_wh IS NOT NULL AND production_wh IS NOT NULL
ORDER BY starts_at, issued_at DESC
