-- Show all tolerances.
--
-- returns many
--   meter              text     code; NULL: of kind and format
--   kind               text     NULL: any
--   format             text     NULL: any
--   every_s            integer
--   warn_percent       integer
--   tolerance_percent  integer
--   reject_count       integer
--   reject_percent     integer
SELECT m.meter, t.kind, t.format, t.every_s, t.warn_percent, t.tolerance_percent, t.reject_count, t.reject_percent
FROM grid.tolerance AS t
LEFT JOIN grid.meter AS m USING (meter_id)
