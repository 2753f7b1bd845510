-- The quarter hours of a meter's day add up to the day.
--
-- returns many
--   community_id  bigint
--   meter_id      bigint
--   day           date
SELECT d.community_id, d.meter_id, d.day
FROM aggregate.meter_day AS d
WHERE (d.consumption_wh, d.production_wh, d.import_wh, d.export_wh) IS DISTINCT FROM (
  SELECT (coalesce(sum(q.consumption), 0) * grid.unit(d.exponent), coalesce(sum(q.production), 0) * grid.unit(d.exponent),
          coalesce(sum(q.import), 0) * grid.unit(d.exponent), coalesce(sum(q.export), 0) * grid.unit(d.exponent))
  FROM unnest(d.consumption, d.production, d.import, d.export) AS q (consumption, production, import, export))
ORDER BY d.community_id, d.meter_id, d.day
