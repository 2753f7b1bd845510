-- List the qualities that blocks name by code.
--
-- returns many
--   code   smallint
--   grade  text
--   raw    text
SELECT code, grade, raw
FROM grid.quality
ORDER BY code
