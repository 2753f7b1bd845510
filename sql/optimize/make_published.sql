-- Make the session's table of what is published: a row a device of the outer systems, until the end of the transaction.
--
-- returns none
CREATE TEMP TABLE IF NOT EXISTS published (
  machine_id    integer PRIMARY KEY,
  machine_type  integer NOT NULL,
  result_type   integer NOT NULL,
  decisions     integer[] NOT NULL,
  starts        integer[],
  duration      integer
) ON COMMIT DELETE ROWS
