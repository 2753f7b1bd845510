-- List the codes of all communities. Order: code.
--
-- returns many
--   community  text
SELECT community FROM grid.community ORDER BY community COLLATE "C"
