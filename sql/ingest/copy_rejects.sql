-- Load rejected rows.
--
-- returns copy
COPY ingest.reject (batch_id, line, "column", code, raw, note, reading, number) FROM STDIN (FORMAT binary)
