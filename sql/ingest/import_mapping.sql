-- Add a mapping, or put another document in its place.
--
-- $1 mapping   text    its name
-- $2 document  text    JSON as written
-- $3 files     text[]  names of files, with * and ?
-- $4 header    text    the whole header line; NULL: any
-- returns none
INSERT INTO ingest.mapping (mapping, document, files, header)
VALUES ($1::text, $2::text, $3::text[], $4::text)
ON CONFLICT (mapping) DO UPDATE
SET document = excluded.document, files = excluded.files, header = excluded.header
