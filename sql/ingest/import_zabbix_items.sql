-- Add items of a Zabbix server, or change those of registers; what changed is read anew from its start.
--
-- $1 meter      text[]         codes
-- $2 register   smallint[]
-- $3 itemid     bigint[]       NULL: by host and key
-- $4 host       text[]
-- $5 key        text[]
-- $6 quantity   text[]         power, energy, index or level
-- $7 unit       text[]         NULL: that of the item
-- $8 negative   smallint[]     register of values below zero; NULL: none
-- $9 factor     numeric[]
-- $10 hold_s    integer[]      NULL: three delays of the item
-- $11 starts_at timestamptz[]
-- returns none
INSERT INTO ingest.zabbix_item (meter_id, register, itemid, host, key, quantity, unit, negative, factor, hold_s, starts_at)
SELECT m.meter_id, g.register, g.itemid, g.host, g.key, g.quantity, g.unit, g.negative, g.factor, g.hold_s, g.starts_at
FROM unnest($1::text[], $2::smallint[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::smallint[],
            $9::numeric[], $10::integer[], $11::timestamptz[])
  AS g (meter, register, itemid, host, key, quantity, unit, negative, factor, hold_s, starts_at)
JOIN grid.meter AS m USING (meter)
ON CONFLICT (meter_id, register) DO UPDATE
SET itemid = excluded.itemid, host = excluded.host, key = excluded.key, quantity = excluded.quantity, unit = excluded.unit,
    negative = excluded.negative, factor = excluded.factor, hold_s = excluded.hold_s, starts_at = excluded.starts_at,
    position_s = NULL, position_ns = NULL
