-- How CSV dumps of other forms are read, and which items of a Zabbix server are registers of meters.
CREATE TABLE ingest.mapping (
  mapping   text PRIMARY KEY,
  document  text NOT NULL,
  files     text[] NOT NULL,
  header    text
);
COMMENT ON TABLE ingest.mapping IS 'Documents that say how CSV dumps are read: gridctl help mapping.';
COMMENT ON COLUMN ingest.mapping.files IS 'Names of the files it is for, with * and ?; none: the header decides.';
COMMENT ON COLUMN ingest.mapping.header IS 'The whole header line of the files it is for; NULL: any.';
SELECT ops.replicate('ingest.mapping');

CREATE TABLE ingest.zabbix_item (
  meter_id     bigint NOT NULL REFERENCES grid.meter,
  register     smallint NOT NULL,
  itemid       bigint,
  host         text,
  key          text,
  quantity     text NOT NULL,
  unit         text,
  negative     smallint,
  factor       numeric NOT NULL,
  hold_s       integer,
  starts_at    timestamptz NOT NULL,
  position_s   bigint,
  position_ns  integer,
  PRIMARY KEY (meter_id, register),
  CONSTRAINT register_known CHECK (register BETWEEN 1 AND 7 AND negative BETWEEN 1 AND 6),
  CONSTRAINT quantity_known CHECK (quantity IN ('power', 'energy', 'index', 'level')),
  CONSTRAINT id_or_key CHECK ((itemid IS NULL) = (host IS NOT NULL AND key IS NOT NULL)),
  CONSTRAINT position_whole CHECK ((position_s IS NULL) = (position_ns IS NULL))
);
COMMENT ON TABLE ingest.zabbix_item IS 'Items of a Zabbix server that are registers of meters, and how far they were read.';
COMMENT ON COLUMN ingest.zabbix_item.unit IS 'NULL: that of the item.';
COMMENT ON COLUMN ingest.zabbix_item.negative IS 'Register of values below zero, with their sign turned.';
COMMENT ON COLUMN ingest.zabbix_item.hold_s IS 'How long a value holds without a next one; NULL: three delays of the item.';
COMMENT ON COLUMN ingest.zabbix_item.starts_at IS 'Nothing older is read.';
COMMENT ON COLUMN ingest.zabbix_item.position_s IS 'clock and ns of the newest value that was read.';
SELECT ops.replicate('ingest.zabbix_item');

COMMENT ON COLUMN grid.register_read.family IS
  'Which dials add up to the register: 0 the whole, else parts. Of several families the smallest counts; of 9 none is made.';
