-- List the communities of meters in their pages' days, cut to the contracts of the customer that asks. Order: page, day.
--
-- $1 meter_ids   bigint[]
-- $2 first_days  date[]    of each page
-- $3 end_days    date[]    excluded
-- $4 customer    text      NULL: nobody's contracts limit the days
-- returns many
--   page          bigint   position in the arrays, from 1
--   community_id  bigint
--   community     text
--   name          text
--   zone          text     IANA name
--   interval_s    integer  of the meter
--   first_day     date     local days of the community
--   end_day       date
SELECT p.page, s.community_id, c.community, c.name, c.zone, m.interval_s, lower(r.during) AS first_day,
       upper(r.during) AS end_day
FROM unnest($1::bigint[], $2::date[], $3::date[]) WITH ORDINALITY AS p (meter_id, first_day, end_day, page)
JOIN grid.meter AS m USING (meter_id)
JOIN grid.membership AS s USING (meter_id)
JOIN grid.community AS c USING (community_id)
CROSS JOIN LATERAL (
  SELECT datemultirange(s.during * daterange(p.first_day, p.end_day))
         * CASE WHEN $4::text IS NULL THEN datemultirange(daterange(NULL, NULL)) ELSE
             (SELECT range_agg(t.during)
              FROM grid.contract AS t
              JOIN grid.customer AS u USING (customer_id)
              WHERE t.meter_id = m.meter_id AND u.customer = $4::text) END AS days
) AS d
CROSS JOIN LATERAL unnest(d.days) AS r (during)
ORDER BY p.page, first_day
