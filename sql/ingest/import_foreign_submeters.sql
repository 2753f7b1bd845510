-- Find meters of flexible devices that were never in the device's community.
--
-- $1 community  text[]  codes
-- $2 meter      text[]  codes, in the same order
-- returns many
--   community  text
--   meter      text
SELECT DISTINCT g.community, g.meter
FROM unnest($1::text[], $2::text[]) AS g (community, meter)
JOIN grid.community AS c USING (community)
JOIN grid.meter AS m USING (meter)
WHERE NOT EXISTS (
  SELECT FROM grid.membership AS s WHERE s.community_id = c.community_id AND s.meter_id = m.meter_id)
