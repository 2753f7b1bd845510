-- Find the code of a quality, and enter it when it is new: estimates from 100 up, all others from -100 down.
--
-- Beyond 10,000 words of a dump's own the word is left out: the plain code of the grade. No row when another session takes
-- the same code or enters the same word at the same time; then ask again.
--
-- $1 grade  text  A, E, S, F, M or ?
-- $2 raw    text  as the dump writes it
-- returns many
--   code  smallint
WITH known AS (SELECT code FROM grid.quality WHERE grade = $1::text AND raw = $2::text),
free AS (
  SELECT CASE WHEN $1::text IN ('E', 'S') THEN greatest(99, max(code)) + 1 ELSE least(-99, min(code)) - 1 END AS code
  FROM grid.quality),
entered AS (
  INSERT INTO grid.quality (code, grade, raw)
  SELECT code::smallint, $1::text, $2::text
  FROM free
  WHERE NOT EXISTS (SELECT FROM known) AND abs(code) <= 10100
  ON CONFLICT DO NOTHING
  RETURNING code)
SELECT code FROM known
UNION ALL
SELECT code FROM entered
UNION ALL
SELECT q.code
FROM grid.quality AS q, free
WHERE abs(free.code) > 10100 AND NOT EXISTS (SELECT FROM known) AND q.grade = $1::text
  AND (q.raw = '' OR ($1::text = 'A' AND q.code = 0))
