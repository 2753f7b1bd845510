-- List the communities that have something to plan: a flexible device that is piloted, or a battery of their own.
--
-- A battery is the community's when it stands behind no meter or behind a plant's. Order: community.
--
-- $1 community  text         code; NULL: all
-- $2 as_of      timestamptz
-- returns many
--   community_id  bigint
--   community     text
--   zone          text
SELECT c.community_id, c.community, c.zone
FROM grid.community AS c
WHERE ($1::text IS NULL OR c.community = $1::text)
  AND (EXISTS (SELECT FROM grid.flexible_device AS f WHERE f.community_id = c.community_id AND f.is_piloted)
       OR EXISTS (
         SELECT
         FROM grid.battery AS b
         LEFT JOIN grid.meter AS m USING (meter_id)
         LEFT JOIN grid.membership AS s ON s.meter_id = m.meter_id AND m.kind = 'plant'
           AND s.during @> ($2::timestamptz AT TIME ZONE c.zone)::date
         WHERE coalesce(b.community_id, s.community_id) = c.community_id
           AND b.during @> ($2::timestamptz AT TIME ZONE c.zone)::date))
ORDER BY c.community
