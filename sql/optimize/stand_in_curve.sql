-- A stand-in.
--
-- $1 community_id  bigint
-- $2 first         timestamptz
-- $3 stop          timestamptz
-- $4 as_of         timestamptz
-- returns many
--   start_s  bigint
--   mw       bigint
SELECT DISTINCT ON (starts_at) extract(epoch FROM starts_at)::bigint AS start_s,
       round((consumption_wh - production_wh) * 4000)::bigint AS mw
FROM aggregate.issued_outlook
WHERE community_id = $1::bigint AND starts_at >= $2::timestamptz AND starts_at < $3::timestamptz
  AND issued_at <= $4::timestamptz
ORDER BY starts_at, issued_at DESC
