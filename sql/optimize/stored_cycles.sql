-- Show the cycles in use.
--
-- $1 community_id  bigint
-- $2 devices       text[]
-- returns many
--   device    text
--   starts_s  bigint    seconds since 1970-01-01T00:00:00Z
--   step_s    integer
--   profile   bigint[]  mW of each step
--   start_w   integer
--   end_w     integer
--   period_s  integer
--   gap       integer
SELECT device, extract(epoch FROM starts_at)::bigint AS starts_s, step_s, profile, start_w, end_w, period_s, gap
FROM optimize.cycle_in_use
WHERE community_id = $1::bigint AND device = ANY ($2::text[])
