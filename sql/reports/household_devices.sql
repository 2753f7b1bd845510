-- List the devices of households, and the meters that measure nothing but one of them.
--
-- A device stands behind the meter that the list of devices says; where a flexible device of its community has its name
-- and a meter of its own, that is measured. Order: page, device.
--
-- $1 meter_ids   bigint[]
-- $2 first_days  date[]    of each page
-- $3 end_days    date[]    excluded
-- returns many
--   page          bigint  position in the arrays, from 1
--   device        text
--   kind          text    as the list of devices says
--   community_id  bigint
--   meter_id      bigint  NULL: nothing measures it alone
--   first_day     date    its days behind the meter, within the page's
--   end_day       date
SELECT p.page, d.device, d.kind, s.community_id, f.meter_id, lower(t.during) AS first_day, upper(t.during) AS end_day
FROM unnest($1::bigint[], $2::date[], $3::date[]) WITH ORDINALITY AS p (meter_id, first_day, end_day, page)
JOIN grid.device AS d USING (meter_id)
JOIN grid.membership AS s USING (meter_id)
CROSS JOIN LATERAL (SELECT d.during * s.during * daterange(p.first_day, p.end_day) AS during) AS t
LEFT JOIN grid.flexible_device AS f
  ON f.community_id = s.community_id AND f.device = d.device AND f.meter_id <> d.meter_id
WHERE NOT isempty(t.during)
ORDER BY p.page, d.device, first_day
