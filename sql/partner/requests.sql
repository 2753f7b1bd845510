-- List what a partner asked for, and what came of it. Order: request.
--
-- Days are those of the zone of most communities.
--
-- $1 partner_id  bigint
-- $2 period      daterange  in which it was asked for; NULL: all
-- returns many
--   asked_s       bigint     seconds since 1970
--   subscription  text       NULL: it was asked for once
--   product       text
--   grain         text
--   first_day     date
--   end_day       date       excluded
--   package       text       NULL: refused
--   refusal       text       NULL: delivered
SELECT extract(epoch FROM r.asked_at)::bigint AS asked_s, s.subscription, r.product, r.grain, lower(r.period) AS first_day,
       upper(r.period) AS end_day, k.package, r.refusal
FROM partner.request AS r
LEFT JOIN partner.subscription AS s USING (subscription_id)
LEFT JOIN partner.package AS k USING (package_id)
WHERE r.partner_id = $1::bigint
  AND ($2::daterange IS NULL
       OR $2::daterange @> (r.asked_at AT TIME ZONE coalesce(
         (SELECT zone FROM grid.community GROUP BY zone ORDER BY count(*) DESC, zone LIMIT 1), 'Europe/Paris'))::date)
ORDER BY r.request_id
