-- List days of a community that have totals with the key they are shared by, in order.
--
-- $1 community_id  bigint
-- $2 days          date[]
-- returns many
--   day           date
--   key           text     prorata where no key is in force
--   slot_s        integer  seconds of a settlement slot
--   member_count  bigint
SELECT n.day, coalesce(min(k.key), 'prorata') AS key, coalesce(min(k.slot_s), 900) AS slot_s,
       count(s.meter_id) AS member_count
FROM unnest($2::date[]) AS n (day)
JOIN aggregate.community_day AS t ON t.community_id = $1::bigint AND t.day = n.day
LEFT JOIN grid.sharing_key AS k ON k.community_id = $1::bigint AND k.during @> n.day
LEFT JOIN grid.membership AS s ON s.community_id = $1::bigint AND s.during @> n.day
GROUP BY n.day
ORDER BY n.day
