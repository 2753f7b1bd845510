-- Show the version of a Zabbix database's tables.
--
-- Runs on a database of Zabbix.
--
-- returns many
--   mandatory  integer  6000000 is that of 6.0
SELECT mandatory
FROM dbversion
