-- List the communities of meters in their pages' days. Order: page, day.
--
-- $1 meter_ids   bigint[]
-- $2 first_days  date[]    of each page
-- $3 end_days    date[]    excluded
-- returns many
--   page          bigint   position in the arrays, from 1
--   community_id  bigint
--   community     text
--   name          text
--   zone          text     IANA name
--   interval_s    integer  of the meter
--   first_day     date     local days of the community
--   end_day       date
SELECT p.page, s.community_id, c.community, c.name, c.zone, m.interval_s, lower(d.during) AS first_day,
       upper(d.during) AS end_day
FROM unnest($1::bigint[], $2::date[], $3::date[]) WITH ORDINALITY AS p (meter_id, first_day, end_day, page)
JOIN grid.meter AS m USING (meter_id)
JOIN grid.membership AS s USING (meter_id)
JOIN grid.community AS c USING (community_id)
CROSS JOIN LATERAL (SELECT s.during * daterange(p.first_day, p.end_day) AS during) AS d
WHERE NOT isempty(d.during)
ORDER BY p.page, first_day
