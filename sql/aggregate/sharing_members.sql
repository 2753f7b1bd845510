-- Read the members of a community on some days: their shares and ranks, and what they exchanged. Order: day, meter.
--
-- Vectors are NULL where a member has no readings of the day.
--
-- $1 community_id  bigint
-- $2 days          date[]
-- returns many
--   day         date
--   meter_id    bigint
--   millionths  integer   of the surplus; NULL: no share
--   rank        integer   NULL: last
--   exponent    smallint
--   slot_s      integer
--   import      bigint[]
--   export      bigint[]
--   meter       text      code
SELECT n.day, s.meter_id, (c.coefficient * 1000000)::integer AS millionths, r.rank, d.exponent, d.slot_s, d.import,
       d.export, m.meter
FROM unnest($2::date[]) AS n (day)
JOIN grid.membership AS s ON s.community_id = $1::bigint AND s.during @> n.day
JOIN grid.meter AS m USING (meter_id)
LEFT JOIN grid.sharing_member AS c
  ON c.community_id = $1::bigint AND c.meter_id = s.meter_id AND c.during @> n.day AND c.coefficient IS NOT NULL
LEFT JOIN grid.sharing_member AS r
  ON r.community_id = $1::bigint AND r.meter_id = s.meter_id AND r.during @> n.day AND r.rank IS NOT NULL
LEFT JOIN aggregate.meter_day AS d ON d.community_id = $1::bigint AND d.meter_id = s.meter_id AND d.day = n.day
  AND d.day = ANY ($2::date[])
ORDER BY n.day, s.meter_id
