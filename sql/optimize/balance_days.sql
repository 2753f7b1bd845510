-- Read the vectors of a community's days, and how many of its members are meters of piloted devices.
--
-- $1 community_id  bigint
-- $2 days          daterange
-- returns many
--   day             date
--   member_count    integer
--   flexible_count  integer
--   slot_s          integer
--   exponent        smallint
--   consumption     bigint[]   Wh x 10^exponent; NULL: no member is known
--   production      bigint[]
--   present         integer[]  members known for all of the slot
SELECT c.day, c.member_count,
       (SELECT count(DISTINCT d.meter_id)
        FROM grid.flexible_device AS d
        JOIN grid.membership AS s ON s.meter_id = d.meter_id AND s.community_id = d.community_id
        WHERE d.community_id = c.community_id AND d.is_piloted AND s.during @> c.day)::integer AS flexible_count,
       c.slot_s, c.exponent, c.consumption, c.production, c.present
FROM aggregate.community_day AS c
WHERE c.community_id = $1::bigint AND c.day >= lower($2::daterange) AND c.day < upper($2::daterange)
