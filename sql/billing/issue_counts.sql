-- Count the documents that are being issued, by series, year and date.
--
-- Order: series, year, date.
--
-- returns many
--   series     text
--   year       integer
--   issued_on  date
--   documents  bigint
SELECT series, year, issued_on, count(*) AS documents
FROM issue
GROUP BY series, year, issued_on
ORDER BY series, year, issued_on
