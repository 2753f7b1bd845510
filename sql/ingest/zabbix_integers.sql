-- Read the next values of an item whose values are unsigned.
--
-- Runs on a database of Zabbix. Order: time.
--
-- $1 itemid  bigint
-- $2 clock   bigint   epoch seconds of the value before them
-- $3 ns      integer  and its nanoseconds
-- $4 count   integer  at most this many
-- returns many
--   clock  integer
--   ns     integer
--   value  text     as many digits as tell it apart from all others
SELECT clock, ns, value::text
FROM history_uint
WHERE itemid = $1::bigint AND clock >= $2::bigint AND (clock > $2::bigint OR ns > $3::integer)
ORDER BY clock, ns
LIMIT $4::integer
