-- Stream what dumps said of the composed blocks of meters' validated days. Order: meter, day, register, reception.
--
-- $1 community_id  bigint
-- $2 meter_ids     bigint[]
-- returns many
--   meter_id    bigint
--   register    smallint
--   day         date
--   interval_s  integer
--   exponent    smallint
--   wh          integer[]   Wh x 10^exponent; NULL = nothing said
--   quality     smallint[]  one code an element; NULL: all are actual
--   file        text
SELECT p.meter_id, p.register, p.day, p.interval_s, p.exponent, p.wh, p.quality, s.file
FROM validated_day AS d
CROSS JOIN LATERAL (
  SELECT *
  FROM grid.block_part AS i
  WHERE i.community_id = $1::bigint AND i.meter_id = d.meter_id AND i.day = d.day AND i.register = ANY ('{1,2,3,4,5,6,7}')
  OFFSET 0) AS p
JOIN ingest.batch AS s USING (batch_id)
WHERE d.meter_id = ANY ($2::bigint[]) AND s.rank = 1
ORDER BY p.meter_id, p.day, p.register, s.received_at, s.file, s.entered_at, s.batch_id
