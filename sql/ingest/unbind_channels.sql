-- Forget which registers of dumps of a form fill registers of meters, where no dump of the form says anything of them.
--
-- $1 format  text
-- returns none
DELETE FROM ingest.channel AS c
WHERE c.format = $1::text
  AND NOT EXISTS (
    SELECT
    FROM (SELECT DISTINCT s.community_id FROM grid.membership AS s WHERE s.meter_id = c.meter_id) AS k
    CROSS JOIN LATERAL (
      SELECT b.batch_id
      FROM grid.interval_block AS b
      WHERE b.community_id = k.community_id AND b.meter_id = c.meter_id AND b.register = c.register
      UNION ALL
      SELECT p.batch_id
      FROM grid.block_part AS p
      WHERE p.community_id = k.community_id AND p.meter_id = c.meter_id AND p.register = c.register) AS said
    JOIN ingest.batch AS d USING (batch_id)
    WHERE d.rank = 1 AND d.format = $1::text)
