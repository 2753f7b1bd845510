-- Show what the validation rules allow.
--
-- returns many
--   rule       text
--   class      text    NULL: of one meter
--   meter      text    code; NULL: of a class
--   threshold  bigint
--   floor_w    bigint
--   severity   text
--   parts      text    codes of the meters that add up to it, sorted, separated by tabs; NULL: none
SELECT r.rule, r.class, m.meter, r.threshold, r.floor_w, r.severity, p.parts
FROM ingest.rule AS r
LEFT JOIN grid.meter AS m USING (meter_id)
LEFT JOIN LATERAL (
  SELECT string_agg(o.meter, E'\t' ORDER BY o.meter COLLATE "C") AS parts
  FROM grid.meter AS o
  WHERE o.meter_id = ANY (r.parts)) AS p ON true
