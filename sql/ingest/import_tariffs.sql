-- Add tariffs; those that are there stay as they are.
--
-- $1 tariff  text[]  codes
-- returns none
INSERT INTO grid.tariff (tariff)
SELECT given.tariff
FROM unnest($1::text[]) AS given (tariff)
LEFT JOIN grid.tariff AS known ON known.tariff = given.tariff
WHERE known.tariff IS NULL
