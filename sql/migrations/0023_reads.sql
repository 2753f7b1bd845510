-- States of cumulative registers, the meters' serial numbers, and what both say of the energy between two reads.

-- Which device stands behind a meter from an instant on; the next row ends it. A row behind another is an exchange: the old
-- device's last read and the new one's first are ordinary reads.
CREATE TABLE grid.meter_serial (
  meter_id  bigint NOT NULL REFERENCES grid.meter,
  serial    text NOT NULL,
  since     timestamptz NOT NULL,
  digits    smallint,
  unit      text NOT NULL DEFAULT 'kWh',
  PRIMARY KEY (meter_id, serial),
  UNIQUE (meter_id, since),
  CONSTRAINT serial_not_empty CHECK (serial <> ''),
  CONSTRAINT digits_fit CHECK (digits BETWEEN 1 AND 9),
  CONSTRAINT unit_known CHECK (unit IN ('Wh', 'kWh', 'MWh'))
);
COMMENT ON COLUMN grid.meter_serial.since IS 'First instant at which the meter''s readings are this device''s.';
COMMENT ON COLUMN grid.meter_serial.digits IS
  'Whole digits of the display: its registers begin again at 10^digits units. NULL: not known, then no rollover is believed.';
SELECT ops.replicate('grid.meter_serial');

-- What each dump said of a register at an instant. All of it is kept; grid.register_state says what holds.
CREATE TABLE grid.register_read (
  community_id  bigint NOT NULL,
  meter_id      bigint NOT NULL,
  register      smallint NOT NULL,
  dial          text NOT NULL,
  serial        text NOT NULL,
  read_at       timestamptz NOT NULL,
  batch_id      bigint NOT NULL,
  index_mwh     bigint NOT NULL,
  quality       smallint NOT NULL,
  family        smallint NOT NULL,
  turn_mwh      bigint,
  PRIMARY KEY (community_id, meter_id, register, dial, serial, read_at, batch_id),
  CONSTRAINT register_known CHECK (register BETWEEN 1 AND 4),
  CONSTRAINT index_not_negative CHECK (index_mwh >= 0)
);
CREATE INDEX register_read_at ON grid.register_read (community_id, meter_id, register, read_at);
CREATE INDEX register_read_batch ON grid.register_read (batch_id);
COMMENT ON COLUMN grid.register_read.dial IS 'As the dump names it: 1-0:1.8.1, EAS F1; import or export where it has no name.';
COMMENT ON COLUMN grid.register_read.serial IS 'As the dump says it; empty: it says none.';
COMMENT ON COLUMN grid.register_read.quality IS
  'Code of grid.quality; the word gridctl-reset: by its mapping the index may have begun again at zero since the read before.';
COMMENT ON COLUMN grid.register_read.turn_mwh IS
  'Index at which the register begins again, as the dump''s mapping says; NULL: it says none. The device''s own goes before it.';
COMMENT ON COLUMN grid.register_read.family IS
  'Which dials add up to the register: 0 the whole, else parts. Of several families the smallest counts.';
SELECT ops.distribute('grid.register_read');

-- Of each instant the read that holds: that of the dump received last. A read without a serial is of the serial in force.
CREATE VIEW grid.register_state AS
SELECT DISTINCT ON (r.community_id, r.meter_id, r.register, r.dial, r.read_at, 6)
       r.community_id, r.meter_id, r.register, r.dial, r.read_at,
       coalesce(nullif(r.serial, ''), s.serial, '') AS serial, r.family, r.index_mwh, r.quality, r.turn_mwh, r.batch_id
FROM grid.register_read AS r
JOIN ingest.batch AS b USING (batch_id)
LEFT JOIN LATERAL (
  SELECT g.serial
  FROM grid.meter_serial AS g
  WHERE g.meter_id = r.meter_id AND g.since <= r.read_at
  ORDER BY g.since DESC
  LIMIT 1) AS s ON r.serial = ''
ORDER BY r.community_id, r.meter_id, r.register, r.dial, r.read_at, 6, b.rank DESC, b.received_at DESC,
         b.file COLLATE "C" DESC, b.entered_at DESC, b.batch_id DESC;
COMMENT ON VIEW grid.register_state IS 'Name one community and its meters when reading it: the rest is not looked at then.';

-- Energy between two consecutive reads of one dial of one device.
--
-- A decrease is a rollover when the digits of the display are known, of the device or by its dump's mapping, and the energy it then means is below the meter's
-- limit over the time; else nothing is said, and why. Where a read's quality says that the index began again at zero, what
-- it shows is the energy, at most an interval behind the read before; else what was counted ahead of that is not known.
CREATE VIEW grid.register_delta AS
SELECT p.community_id, p.meter_id, p.register, p.family, p.dial, p.serial, p.from_at, p.to_at, p.from_mwh, p.to_mwh,
       CASE WHEN t.began_again AND p.to_at - p.from_at > make_interval(secs => m.interval_s) THEN NULL
            WHEN p.to_mwh >= p.from_mwh THEN p.to_mwh - p.from_mwh
            WHEN t.began_again THEN p.to_mwh
            WHEN t.rolled_over THEN p.to_mwh - p.from_mwh + t.turn
       END * 0.001 AS wh,
       p.to_mwh < p.from_mwh AND t.rolled_over AND NOT t.began_again AS rolled_over,
       CASE WHEN p.to_mwh < p.from_mwh AND NOT t.rolled_over AND NOT t.began_again THEN 'index-decreased' END AS reason,
       p.from_count, p.to_count
FROM (
  SELECT community_id, meter_id, register, family, dial, serial,
         lag(read_at) OVER dial AS from_at, read_at AS to_at, lag(index_mwh) OVER dial AS from_mwh, index_mwh AS to_mwh,
         lag(dials) OVER dial AS from_count, dials AS to_count, quality, turn_mwh
  FROM (SELECT *, count(*) OVER (PARTITION BY community_id, meter_id, register, serial, family, read_at) AS dials
        FROM grid.register_state) AS state
  WINDOW dial AS (PARTITION BY community_id, meter_id, register, family, dial, serial ORDER BY read_at)) AS p
JOIN grid.meter AS m USING (meter_id)
LEFT JOIN grid.meter_serial AS g USING (meter_id, serial)
LEFT JOIN grid.quality AS q ON q.code = p.quality
CROSS JOIN LATERAL (
  SELECT coalesce(10::numeric ^ g.digits * CASE g.unit WHEN 'Wh' THEN 1000 WHEN 'kWh' THEN 1000000 ELSE 1000000000 END,
                  p.turn_mwh) AS turn
) AS d
CROSS JOIN LATERAL (
  SELECT trunc(d.turn) AS turn,
         coalesce(p.from_mwh < d.turn
                  AND (p.to_mwh - p.from_mwh + d.turn) * 3600
                      <= coalesce(m.limit_w, 100000) * extract(epoch FROM p.to_at - p.from_at) * 1000, false)
         AS rolled_over,
         coalesce(q.raw = 'gridctl-reset', false) AS began_again
) AS t
WHERE p.from_at IS NOT NULL;
COMMENT ON COLUMN grid.register_delta.wh IS 'NULL: nothing can be said, see reason; none: the register may have begun again.';
COMMENT ON COLUMN grid.register_delta.from_count IS 'Dials of the family that were read at from_at; to_count: at to_at.';

-- The difference of two consecutive reads of a device: the dials of a register that were read at the same two instants are added
-- up, of several families the smallest counts.
CREATE VIEW grid.register_step AS
SELECT DISTINCT ON (d.community_id, d.meter_id, d.register, d.serial, d.from_at, d.to_at)
       d.community_id, d.meter_id, d.register, d.serial, d.from_at, d.to_at, d.delta_wh
FROM (
  SELECT community_id, meter_id, register, serial, family, from_at, to_at,
         CASE WHEN bool_and(wh IS NOT NULL) THEN sum(wh) END AS delta_wh
  FROM grid.register_delta
  GROUP BY community_id, meter_id, register, serial, family, CASE family WHEN 0 THEN dial END, from_at, to_at
  -- A dial that was not read at both instants takes its part of the energy out of sight.
  HAVING family = 0 OR count(*) = min(from_count) AND count(*) = min(to_count)) AS d
ORDER BY d.community_id, d.meter_id, d.register, d.serial, d.from_at, d.to_at, d.family;
COMMENT ON COLUMN grid.register_step.delta_wh IS 'NULL: nothing can be said.';

-- Index against intervals: the difference of two consecutive reads of a device, and the intervals between them.
--
-- Pairs at most an interval apart are left out: intervals are made of them. Where a read lies inside an interval (is_exact false), the intervals that lie wholly
-- between the reads are taken, and delta_wh may be greater by what the one or two that are cut used.
CREATE VIEW grid.register_check AS
SELECT p.community_id, p.meter_id, p.register, p.serial, p.from_at, p.to_at, p.delta_wh,
       i.interval_wh, greatest(s.slots - i.known, 0)::integer AS missing_count,
       s.first_at = p.from_at AND s.end_at = p.to_at AS is_exact
FROM (
  SELECT d.*, c.zone, make_interval(secs => m.interval_s) AS slot,
         grid.day_start((d.from_at AT TIME ZONE c.zone)::date, c.zone) AS first_day_at,
         grid.day_start((d.to_at AT TIME ZONE c.zone)::date, c.zone) AS last_day_at
  FROM grid.register_step AS d
  JOIN grid.community AS c USING (community_id)
  JOIN grid.meter AS m USING (meter_id)
  WHERE d.to_at - d.from_at > make_interval(secs => m.interval_s)) AS p
-- The first and the last edge of an interval between the reads, counted from the midnights before them.
CROSS JOIN LATERAL (
  SELECT *, floor(extract(epoch FROM end_at - first_at) / extract(epoch FROM p.slot)) AS slots
  FROM (SELECT p.first_day_at + ceil(extract(epoch FROM p.from_at - p.first_day_at) / extract(epoch FROM p.slot)) * p.slot
               AS first_at,
               p.last_day_at + floor(extract(epoch FROM p.to_at - p.last_day_at) / extract(epoch FROM p.slot)) * p.slot
               AS end_at) AS edge) AS s
CROSS JOIN LATERAL (
  SELECT coalesce(sum(e.wh * grid.unit(b.exponent)), 0) AS interval_wh, count(e.wh) AS known
  FROM grid.interval_block AS b
  CROSS JOIN LATERAL (SELECT grid.day_start(b.day, p.zone) AS day_start OFFSET 0) AS d
  CROSS JOIN LATERAL unnest(b.wh) WITH ORDINALITY AS e (wh, i)
  WHERE b.community_id = p.community_id AND b.meter_id = p.meter_id AND b.register = p.register
    AND b.day BETWEEN (p.from_at AT TIME ZONE p.zone)::date AND (p.to_at AT TIME ZONE p.zone)::date
    AND d.day_start + (e.i - 1) * make_interval(secs => b.interval_s) >= p.from_at
    AND d.day_start + e.i * make_interval(secs => b.interval_s) <= p.to_at) AS i;
COMMENT ON COLUMN grid.register_check.interval_wh IS 'Sum of the intervals known; to be compared where missing_count is 0.';

-- The meter that a rejected row names; of a reading that was kept as the dump's reading, bytes that are no letters, digits
-- or .:_/ are %HH. NULL: the row does not say.
CREATE FUNCTION ingest.reject_meter(raw text, reading text, format text, layout text) RETURNS text LANGUAGE sql IMMUTABLE
AS $$
  SELECT nullif(
    CASE WHEN reading IS NOT NULL THEN split_part(reading, ' ', 2)
         WHEN format = 'native'
         THEN trim(both ' "' FROM split_part(
           raw, CASE WHEN layout LIKE '%separator semicolon%' THEN ';' ELSE ',' END,
           coalesce(array_position(
             string_to_array(replace(regexp_replace(layout, '^.*columns ', ''), '(passed over)', '-'), ' '), 'meter_id'), 1)))
    END, '')
$$;
