-- List the items of a Zabbix server that are registers of meters.
--
-- Order: meter, register. The zone is that of the meter's newest community.
--
-- returns many
--   meter        text      code
--   register     smallint
--   itemid       bigint    NULL: by host and key
--   host         text
--   key          text
--   quantity     text      power, energy, index or level
--   unit         text      NULL: that of the item
--   negative     smallint  register of values below zero; NULL: none
--   factor       text      decimal
--   hold_s       integer   NULL: three delays of the item
--   starts_s     bigint    epoch
--   position_s   bigint    epoch; NULL: nothing was read
--   position_ns  integer
--   interval_s   integer   of the meter
--   zone         text      NULL: the meter is in no community
SELECT m.meter, i.register, i.itemid, i.host, i.key, i.quantity, i.unit, i.negative, i.factor::text, i.hold_s,
       extract(epoch FROM i.starts_at)::bigint AS starts_s, i.position_s, i.position_ns, m.interval_s,
       (SELECT c.zone FROM grid.membership AS s JOIN grid.community AS c USING (community_id)
        WHERE s.meter_id = m.meter_id ORDER BY lower(s.during) DESC LIMIT 1) AS zone
FROM ingest.zabbix_item AS i
JOIN grid.meter AS m USING (meter_id)
ORDER BY m.meter, i.register
