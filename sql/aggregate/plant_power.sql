-- Show what the plants of a community can give, and what their meters measured in an hour.
--
-- A plant without a meter, or whose hour is not known whole, counts as having given nothing.
--
-- $1 community_id  bigint
-- $2 hour          timestamptz  first instant of the hour
-- $3 day           date         its local day
-- $4 next_day      date         local day of the hour to come
-- returns one
--   max_w     bigint   sum over the plants of the hour to come
--   given_wh  numeric
SELECT coalesce(sum(p.max_w), 0)::bigint AS max_w,
       coalesce((
         SELECT sum(production_wh) FROM aggregate.hour AS h
         WHERE h.community_id = $1::bigint AND h.day = $3::date AND h.starts_at = $2::timestamptz
           AND h.present_count = h.expected_count
           AND h.meter_id IN (
             SELECT q.meter_id FROM grid.plant AS q WHERE q.community_id = $1::bigint AND q.during @> $3::date)), 0) AS given_wh
FROM grid.plant AS p
WHERE p.community_id = $1::bigint AND p.during @> $4::date
