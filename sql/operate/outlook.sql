-- Show what was foretold of a community: of each slot and quantity what was said last.
--
-- $1 community_id  bigint
-- $2 first         timestamptz
-- $3 stop          timestamptz  excluded
-- $4 as_of         timestamptz
-- returns many
--   quantity  text     consumption or production
--   start_s   bigint   seconds since 1970-01-01T00:00:00Z
--   slot_s    integer
--   mwh       bigint
SELECT DISTINCT ON (quantity, starts_at) quantity, extract(epoch FROM starts_at)::bigint AS start_s, slot_s,
       round(wh * 1000)::bigint AS mwh
FROM aggregate.forecast
WHERE community_id = $1::bigint AND issued_at <= $4::timestamptz
  AND starts_at > $2::timestamptz - interval '1 hour' AND starts_at < $3::timestamptz
ORDER BY quantity, starts_at, issued_at DESC, method
