-- Make an output database's table of runs.
--
-- returns none
CREATE TABLE IF NOT EXISTS ems_run_info (
  timestamp integer PRIMARY KEY,
  run_time_ms integer NOT NULL,
  consumer_count integer NOT NULL,
  conso_min_hour_timestamp integer NOT NULL,
  conso_min_hour integer NOT NULL,
  conso_max_hour_timestamp integer NOT NULL,
  conso_max_hour integer NOT NULL
)
