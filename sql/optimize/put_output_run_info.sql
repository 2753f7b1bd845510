-- Write a run into an output database.
--
-- $1 timestamp       bigint   the clock of the run, rounded to a step
-- $2 run_time_ms     integer  of the search alone
-- $3 consumer_count  integer
-- $4 min_timestamp   bigint   first second of the hour that needs the least
-- $5 min_w           bigint   mean power that it needs, below zero where it has a surplus
-- $6 max_timestamp   bigint   the same of the hour that needs the most
-- $7 max_w           bigint
-- returns one
--   count  bigint  1 when it was not so before
WITH put AS (
  INSERT INTO ems_run_info AS i (timestamp, run_time_ms, consumer_count, conso_min_hour_timestamp, conso_min_hour,
                                 conso_max_hour_timestamp, conso_max_hour)
  VALUES ($1::bigint, $2::integer, $3::integer, $4::bigint, $5::bigint, $6::bigint, $7::bigint)
  ON CONFLICT (timestamp) DO UPDATE
  SET run_time_ms = excluded.run_time_ms, consumer_count = excluded.consumer_count,
      conso_min_hour_timestamp = excluded.conso_min_hour_timestamp, conso_min_hour = excluded.conso_min_hour,
      conso_max_hour_timestamp = excluded.conso_max_hour_timestamp, conso_max_hour = excluded.conso_max_hour
  WHERE i <> excluded
  RETURNING 1
)
SELECT count(*) AS count FROM put
