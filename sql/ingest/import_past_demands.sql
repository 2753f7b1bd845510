-- List those of some demands whose last window has begun.
--
-- $1 line        integer[]
-- $2 community   text[]       codes
-- $3 start_time  time[]       local wall clock
-- $4 end_day     date[]       first local day without it; NULL: open
-- $5 as_of       timestamptz
-- returns many
--   line  integer
SELECT g.line
FROM unnest($1::integer[], $2::text[], $3::time[], $4::date[]) AS g (line, community, start_time, end_day)
JOIN grid.community AS c USING (community)
WHERE grid.wall_instant(g.end_day - 1, g.start_time, c.zone) <= $5::timestamptz
