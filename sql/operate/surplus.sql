-- Show what a community had left in each quarter of an hour.
--
-- $1 community_id  bigint
-- $2 period        daterange  local days
-- returns many
--   start_s       bigint   seconds since 1970-01-01T00:00:00Z
--   surplus_mwh   bigint   NULL: a member's readings are missing
--   is_allocated  boolean  whether the community shared the day's surplus
SELECT extract(epoch FROM starts_at)::bigint AS start_s,
       CASE WHEN complete THEN (surplus_wh * 1000)::bigint END AS surplus_mwh,
       allocated AS is_allocated
FROM operate.surplus_quarter($1::bigint, $2::daterange)
