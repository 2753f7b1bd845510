-- Add tolerances, or change those of the same meter, or kind and format.
--
-- $1 meter              text[]     codes; NULL: of kind and format
-- $2 kind               text[]     NULL: any
-- $3 format             text[]     NULL: any
-- $4 every_s            integer[]
-- $5 warn_percent       integer[]
-- $6 tolerance_percent  integer[]
-- $7 reject_count       integer[]
-- $8 reject_percent     integer[]
-- returns none
INSERT INTO grid.tolerance (meter_id, kind, format, every_s, warn_percent, tolerance_percent, reject_count, reject_percent)
SELECT m.meter_id, g.kind, g.format, g.every_s, g.warn_percent, g.tolerance_percent, g.reject_count, g.reject_percent
FROM unnest($1::text[], $2::text[], $3::text[], $4::integer[], $5::integer[], $6::integer[], $7::integer[], $8::integer[])
  AS g (meter, kind, format, every_s, warn_percent, tolerance_percent, reject_count, reject_percent)
LEFT JOIN grid.meter AS m USING (meter)
ON CONFLICT (meter_id, kind, format) DO UPDATE
SET every_s = excluded.every_s, warn_percent = excluded.warn_percent, tolerance_percent = excluded.tolerance_percent,
    reject_count = excluded.reject_count, reject_percent = excluded.reject_percent
