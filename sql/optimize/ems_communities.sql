-- List the communities that have something to plan: a flexible device that is piloted, or a battery of their own.
--
-- A battery is the community's when it stands behind no meter or behind a plant's. A device that was taken out of the plans
-- counts as long as the newest plan has it on, so that a plan comes that has not. Order: community.
--
-- $1 community  text         code; NULL: all
-- $2 as_of      timestamptz
-- $3 method     text         label of the plans
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
         FROM (SELECT community_id, run_id
               FROM optimize.run
               WHERE community_id = c.community_id AND method = $3::text
                 AND starts_at > $2::timestamptz - interval '2 days' AND starts_at <= $2::timestamptz + interval '1 hour'
               ORDER BY starts_at DESC
               LIMIT 1) AS r
         JOIN optimize.plan AS p ON p.community_id = r.community_id AND p.run_id = r.run_id
         JOIN grid.flexible_device AS f ON f.community_id = p.community_id AND f.device = p.device
         WHERE NOT f.is_piloted AND 0 < ANY (p.load))
       OR EXISTS (
         SELECT
         FROM grid.battery AS b
         LEFT JOIN grid.meter AS m USING (meter_id)
         LEFT JOIN grid.membership AS s ON s.meter_id = m.meter_id AND m.kind = 'plant'
           AND s.during @> ($2::timestamptz AT TIME ZONE c.zone)::date
         WHERE coalesce(b.community_id, s.community_id) = c.community_id
           AND b.during @> ($2::timestamptz AT TIME ZONE c.zone)::date))
ORDER BY c.community
