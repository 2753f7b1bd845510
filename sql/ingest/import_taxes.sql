-- Add taxes; those that are there stay as they are.
--
-- $1 tax  text[]  codes
-- returns none
INSERT INTO grid.tax (tax)
SELECT given.tax
FROM unnest($1::text[]) AS given (tax)
LEFT JOIN grid.tax AS known ON known.tax = given.tax
WHERE known.tax IS NULL
