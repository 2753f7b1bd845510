-- Read the vectors of a community's days.
--
-- $1 community_id  bigint
-- $2 period        daterange  local days
-- returns many
--   day           date
--   member_count  integer
--   slot_s        integer
--   exponent      smallint
--   consumption   bigint[]   Wh x 10^exponent; NULL: no member is known
--   production    bigint[]
--   present       integer[]  members known for all of the slot
SELECT day, member_count, slot_s, exponent, consumption, production, present
FROM aggregate.community_day
WHERE community_id = $1::bigint AND day >= lower($2::daterange) AND day < upper($2::daterange)
