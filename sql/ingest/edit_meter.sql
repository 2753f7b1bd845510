-- Find a meter and the communities it is a member of. Order: first day.
--
-- $1 meter  text  code
-- returns many
--   meter_id      bigint
--   interval_s    integer
--   limit_w       bigint   NULL: the default
--   community_id  bigint
--   community     text
--   zone          text
--   start_day     date
--   end_day       date     excluded; NULL: open
SELECT m.meter_id, m.interval_s, m.limit_w, c.community_id, c.community, c.zone, lower(s.during) AS start_day,
       upper(s.during) AS end_day
FROM grid.meter AS m
JOIN grid.membership AS s USING (meter_id)
JOIN grid.community AS c USING (community_id)
WHERE m.meter = $1::text
ORDER BY lower(s.during)
