-- Take the number of the next edit.
--
-- returns one
--   edit_id  bigint
SELECT nextval('ingest.edit_edit_id_seq') AS edit_id
