-- Load rejected rows.
--
-- returns copy
COPY ingest.reject (batch_id, line, "column", code, raw, note) FROM STDIN (FORMAT binary)
