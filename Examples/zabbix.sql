-- The tables of a Zabbix 6.0 server that 'gridctl ingest --zabbix' reads, with the columns it reads: to try it, or to compare.
CREATE TABLE hosts (
  hostid  bigint PRIMARY KEY,
  host    varchar(128) NOT NULL DEFAULT ''
);

CREATE TABLE items (
  itemid      bigint PRIMARY KEY,
  hostid      bigint NOT NULL,
  key_        varchar(2048) NOT NULL DEFAULT '',
  delay       varchar(1024) NOT NULL DEFAULT '0',
  status      integer NOT NULL DEFAULT 0,
  value_type  integer NOT NULL DEFAULT 0,
  units       varchar(255) NOT NULL DEFAULT ''
);

CREATE TABLE history (
  itemid  bigint NOT NULL,
  clock   integer NOT NULL DEFAULT 0,
  value   double precision NOT NULL DEFAULT 0,
  ns      integer NOT NULL DEFAULT 0
);
CREATE INDEX history_1 ON history (itemid, clock);

CREATE TABLE history_uint (
  itemid  bigint NOT NULL,
  clock   integer NOT NULL DEFAULT 0,
  value   numeric(20) NOT NULL DEFAULT 0,
  ns      integer NOT NULL DEFAULT 0
);
CREATE INDEX history_uint_1 ON history_uint (itemid, clock);

CREATE TABLE dbversion (
  dbversionid  bigint PRIMARY KEY,
  mandatory    integer NOT NULL DEFAULT 0,
  optional     integer NOT NULL DEFAULT 0
);
INSERT INTO dbversion VALUES (1, 6000000, 6000018);
