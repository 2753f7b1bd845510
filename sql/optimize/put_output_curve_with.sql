-- Write the surplus with what is planned into an output database; later rounds replace what earlier ones said of their steps.
--
-- $1 data_timestamp  bigint[]  first second of each step
-- $2 power           bigint[]  W, production above consumption
-- returns one
--   count  bigint  that were not so before
WITH put AS (
  INSERT INTO p_c_with_flexible_consumption AS p (data_timestamp, power)
  SELECT s.data_timestamp, s.power FROM unnest($1::bigint[], $2::bigint[]) AS s (data_timestamp, power)
  ON CONFLICT (data_timestamp) DO UPDATE SET power = excluded.power WHERE p.power <> excluded.power
  RETURNING 1
)
SELECT count(*) AS count FROM put
