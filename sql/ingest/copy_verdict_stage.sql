-- Load what breaks a rule into the session's table.
--
-- returns copy
COPY verdict_stage (meter_id, day, last_day, rule, register, starts_s, ends_s, severity, threshold, evidence)
FROM STDIN (FORMAT binary)
