-- The slots of a community's day add up to the day.
--
-- returns many
--   community_id  bigint
--   day           date
SELECT d.community_id, d.day
FROM aggregate.community_day AS d
LEFT JOIN (
  SELECT community_id, day, sum(consumption_wh) AS consumption_wh, sum(production_wh) AS production_wh,
         sum(import_wh) AS import_wh, sum(export_wh) AS export_wh, sum(slot_s) / 60 AS minutes
  FROM aggregate.community_slot
  GROUP BY community_id, day) AS s USING (community_id, day)
WHERE (d.consumption_wh, d.production_wh, d.import_wh, d.export_wh, d.day_minutes)
   IS DISTINCT FROM (coalesce(s.consumption_wh, 0), coalesce(s.production_wh, 0), coalesce(s.import_wh, 0),
                     coalesce(s.export_wh, 0), s.minutes)
ORDER BY d.community_id, d.day
