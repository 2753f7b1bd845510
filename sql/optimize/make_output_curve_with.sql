-- Make an output database's table of the surplus with what is planned.
--
-- returns none
CREATE TABLE IF NOT EXISTS p_c_with_flexible_consumption (
  data_timestamp integer PRIMARY KEY,
  power integer NOT NULL
)
