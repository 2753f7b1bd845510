-- Give the documents that are being issued their numbers.
--
-- $1 series         text[]
-- $2 years          integer[]
-- $3 first_numbers  integer[]  the first number of each series and year
-- returns none
UPDATE issue AS i
SET number = taken.first_number + i.rank,
    invoice = i.series || i.year || '-' || lpad((taken.first_number + i.rank)::text, greatest(6, length((taken.first_number + i.rank)::text)), '0')
FROM unnest($1::text[], $2::integer[], $3::integer[]) AS taken (series, year, first_number)
WHERE taken.series = i.series AND taken.year = i.year
