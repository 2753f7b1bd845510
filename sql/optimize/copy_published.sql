-- Load what is published.
--
-- returns copy
COPY published (machine_id, machine_type, result_type, decisions, starts, duration) FROM STDIN (FORMAT binary)
