-- How dumps of grid operators name meters and registers, and what of a dump was in order but for the registry.
CREATE TABLE grid.alias (
  alias     text PRIMARY KEY,
  meter_id  bigint NOT NULL REFERENCES grid.meter,
  register  smallint,
  CONSTRAINT register_known CHECK (register BETWEEN 1 AND 7)
);
COMMENT ON TABLE grid.alias IS 'Numbers by which dumps know meters: NMI, PRM, EAN; NMI/E2 is one register of a dump''s meter.';
COMMENT ON COLUMN grid.alias.register IS 'What the values count, whatever the dump says; NULL: what the dump says.';
SELECT ops.replicate('grid.alias');

-- Another register of a dump that would fill the same register of a meter is refused: its values are not the same energy.
CREATE TABLE ingest.channel (
  meter_id  bigint NOT NULL,
  register  smallint NOT NULL,
  format    text NOT NULL,
  name      text NOT NULL,
  PRIMARY KEY (meter_id, register, format)
);
COMMENT ON TABLE ingest.channel IS 'Which register of dumps fills a register of a meter: the one that was loaded first.';
COMMENT ON COLUMN ingest.channel.name IS 'As dumps of the form name the register: E1, 1-1:1.10.0.';

-- A record of a dump has many values, and a file may be one line.
ALTER TABLE ingest.reject ADD number integer NOT NULL DEFAULT 1;
ALTER TABLE ingest.reject DROP CONSTRAINT reject_pkey;
ALTER TABLE ingest.reject ADD PRIMARY KEY (batch_id, line, code, number);
COMMENT ON COLUMN ingest.reject.number IS 'Running number in its dump.';

-- Narrow rows for anybody with SQL; quality is a grade of grid.quality.
CREATE OR REPLACE VIEW grid.reading AS
SELECT b.community_id, b.meter_id, b.register, b.day,
       s.day_start + (e.i - 1) * make_interval(secs => b.interval_s) AS starts_at,
       b.interval_s, e.wh * grid.unit(b.exponent) AS wh, b.revision, coalesce(q.grade, 'A') AS quality
FROM grid.interval_block AS b
JOIN grid.community AS c USING (community_id)
CROSS JOIN LATERAL (SELECT grid.day_start(b.day, c.zone) AS day_start OFFSET 0) AS s  -- once a block, not once a reading
CROSS JOIN LATERAL unnest(b.wh, b.quality) WITH ORDINALITY AS e (wh, code, i)
LEFT JOIN grid.quality AS q ON q.code = e.code
WHERE e.wh IS NOT NULL;
