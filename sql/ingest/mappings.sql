-- List the mappings that were imported.
--
-- returns many
--   mapping   text
--   document  text  as it was imported
SELECT mapping, document
FROM ingest.mapping
ORDER BY mapping
