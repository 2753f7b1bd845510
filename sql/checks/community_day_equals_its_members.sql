-- A community's day holds exactly the energy of its members' days.
--
-- returns many
--   community_id  bigint
--   day           date
SELECT c.community_id, c.day
FROM aggregate.community_day AS c
LEFT JOIN (
  SELECT d.community_id, d.day, sum(d.consumption_wh) AS consumption_wh, sum(d.import_wh) AS import_wh,
         sum(d.export_wh) AS export_wh, sum(d.present_count) AS present_count
  FROM aggregate.meter_day AS d
  JOIN grid.membership AS s ON s.meter_id = d.meter_id AND s.community_id = d.community_id AND s.during @> d.day
  GROUP BY d.community_id, d.day) AS m USING (community_id, day)
WHERE (c.consumption_wh, c.import_wh, c.export_wh, c.present_count)
   IS DISTINCT FROM (coalesce(m.consumption_wh, 0), coalesce(m.import_wh, 0), coalesce(m.export_wh, 0), coalesce(m.present_count, 0))
ORDER BY c.community_id, c.day
