-- Add sellers; those that are there stay as they are.
--
-- $1 seller  text[]  codes
-- returns none
INSERT INTO grid.seller (seller)
SELECT given.seller
FROM unnest($1::text[]) AS given (seller)
LEFT JOIN grid.seller AS known ON known.seller = given.seller
WHERE known.seller IS NULL
