-- Say how far an item was read.
--
-- $1 meter     text      code
-- $2 register  smallint
-- $3 clock     bigint    epoch seconds of the newest value
-- $4 ns        integer   and its nanoseconds
-- returns none
UPDATE ingest.zabbix_item AS i
SET position_s = $3::bigint, position_ns = $4::integer
FROM grid.meter AS m
WHERE m.meter = $1::text AND i.meter_id = m.meter_id AND i.register = $2::smallint
