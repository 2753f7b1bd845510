-- Read those items of a Zabbix server from their start again whose values a withdrawn batch had brought.
--
-- $1 batch_id  bigint  the batch, whose reads are still there
-- $2 kept_as   bigint  that its parts are kept as
-- returns none
UPDATE ingest.zabbix_item AS i
SET position_s = NULL, position_ns = NULL
WHERE EXISTS (SELECT FROM grid.block_part AS p
              WHERE p.batch_id = $2::bigint AND p.meter_id = i.meter_id AND p.register IN (i.register, i.negative))
   OR EXISTS (SELECT FROM grid.register_read AS r
              WHERE r.batch_id = $1::bigint AND r.meter_id = i.meter_id AND r.register = i.register)
