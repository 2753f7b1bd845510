-- Show on which day each product was last sold.
--
-- Days are those of the zone of most communities.
--
-- returns many
--   product   text
--   last_day  date
SELECT product, (max(built_at) AT TIME ZONE coalesce(
  (SELECT zone FROM grid.community GROUP BY zone ORDER BY count(*) DESC, zone LIMIT 1), 'Europe/Paris'))::date AS last_day
FROM partner.package
GROUP BY product
