-- List what the rules allow. Order: rule, class, meter.
--
-- returns many
--   rule       text
--   class      text    household, plant, charger; NULL: one meter
--   meter_id   bigint  NULL: the class
--   threshold  bigint
--   floor_w    bigint  NULL: the rule looks at no power
--   severity   text    warn, fail or off
SELECT rule, class, meter_id, threshold, floor_w, severity
FROM ingest.rule
ORDER BY rule, class, meter_id
