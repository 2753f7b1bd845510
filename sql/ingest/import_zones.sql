-- List the IANA time zones among some names.
--
-- Abbreviations (CET) and POSIX rules (EST5EDT) are zones to PostgreSQL but no places; of the names without a slash only UTC passes.
--
-- $1 zones  text[]  names to look up, upper and lower case as IANA writes them
-- returns many
--   zone  text  a name that is known
SELECT name AS zone
FROM pg_timezone_names
WHERE name = ANY ($1::text[])
  AND (name = 'UTC' OR name LIKE '%/%')
  AND name NOT LIKE 'posix/%' AND name NOT LIKE 'right/%'
