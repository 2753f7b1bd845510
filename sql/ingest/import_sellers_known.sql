-- List the sellers.
--
-- returns many
--   seller  text  code
SELECT seller FROM grid.seller ORDER BY seller COLLATE "C"
