-- List all meters with their memberships and zones, for validation.
--
-- first_day is the first day of any membership in the zone. Order: meter code, start.
--
-- returns many
--   meter_id      bigint
--   meter         text
--   interval_s    integer
--   limit_w       bigint   NULL: the default
--   community_id  bigint
--   zone          text
--   start_day     date
--   end_day       date     excluded; NULL: open
--   first_day     date
SELECT m.meter_id, m.meter, m.interval_s, m.limit_w, c.community_id, c.zone,
       lower(s.during) AS start_day, upper(s.during) AS end_day,
       min(lower(s.during)) OVER (PARTITION BY c.zone) AS first_day
FROM grid.membership AS s
JOIN grid.meter AS m USING (meter_id)
JOIN grid.community AS c USING (community_id)
ORDER BY m.meter, lower(s.during)
