-- Count the drafts of a period that can be issued, by the local date they would bear.
--
-- The date is that of the instant in the community's zone. Order: date.
--
-- $1 period            daterange    one month
-- $2 community         text         code; NULL: all
-- $3 as_of             timestamptz
-- $4 allow_incomplete  boolean      drafts that lack readings too
-- returns many
--   issued_on  date
--   year       integer
--   drafts     bigint
SELECT ($3::timestamptz AT TIME ZONE c.zone)::date AS issued_on,
       extract(year FROM $3::timestamptz AT TIME ZONE c.zone)::integer AS year, count(*) AS drafts
FROM billing.draft AS d
JOIN grid.community AS c USING (community_id)
WHERE d.period = $1::daterange AND ($2::text IS NULL OR c.community = $2::text)
  AND ($4::boolean OR d.present_count = d.expected_count)
GROUP BY 1, 2
ORDER BY 1
