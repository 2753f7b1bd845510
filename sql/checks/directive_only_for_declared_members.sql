-- A directive is for a declared device whose meter is a member of the community on that day.
--
-- returns many
--   community_id  bigint
--   device        text
--   issued_at     timestamptz
SELECT d.community_id, d.device, d.issued_at
FROM operate.directive AS d
JOIN grid.community AS c USING (community_id)
WHERE NOT EXISTS (
  SELECT FROM grid.device AS g
  JOIN grid.membership AS s ON s.meter_id = g.meter_id AND s.community_id = d.community_id
    AND s.during @> (d.issued_at AT TIME ZONE c.zone)::date
  WHERE g.device = d.device AND g.during @> (d.issued_at AT TIME ZONE c.zone)::date)
ORDER BY d.community_id, d.device, d.issued_at
