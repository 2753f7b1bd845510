-- Read the coefficients of a community's slots in a span of time, one row a slot and producer, in order.
--
-- $1 community_id  bigint
-- $2 start_s       bigint  seconds since 1970-01-01T00:00:00Z
-- $3 end_s         bigint  excluded
-- returns many
--   starts_s           bigint
--   producer_meter_id  bigint    0: of everybody's surplus together
--   meters             bigint[]
--   millionths         bigint[]
SELECT extract(epoch FROM starts_at)::bigint AS starts_s, producer_meter_id, array_agg(meter_id) AS meters,
       array_agg((coefficient * 1000000)::bigint) AS millionths
FROM grid.sharing_slot
WHERE community_id = $1::bigint AND starts_at >= to_timestamp($2::bigint) AND starts_at < to_timestamp($3::bigint)
GROUP BY starts_at, producer_meter_id
ORDER BY starts_at, producer_meter_id
