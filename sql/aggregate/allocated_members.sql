-- Read what members of a community took over on some days.
--
-- $1 community_id  bigint
-- $2 days          date[]
-- returns many
--   day        date
--   meter_id   bigint
--   shared_in  bigint[]
SELECT day, meter_id, shared_in
FROM aggregate.allocation
WHERE community_id = $1::bigint AND day = ANY ($2::date[])
