-- Find items by their number, or by host and key.
--
-- Runs on a database of Zabbix.
--
-- $1 itemid  bigint[]  NULL: by host and key
-- $2 host    text[]
-- $3 key     text[]
-- returns many
--   place       integer  which of those asked for, from 1
--   itemid      bigint
--   units       text
--   value_type  integer  0 floating point, 3 unsigned
--   delay       text     30, 30s, 1m; 0: the host sends
--   status      integer  0: it is read
SELECT g.place::integer, i.itemid, i.units::text, i.value_type, i.delay::text, i.status
FROM unnest($1::bigint[], $2::text[], $3::text[]) WITH ORDINALITY AS g (itemid, host, key, place)
JOIN items AS i ON i.itemid = g.itemid OR (g.itemid IS NULL AND i.key_ = g.key)
JOIN hosts AS h ON h.hostid = i.hostid AND (g.itemid IS NOT NULL OR h.host = g.host)
ORDER BY 1, 2
