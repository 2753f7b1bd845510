-- Show some contacts.
--
-- $1 contacts  text[]  codes
-- returns many
--   contact    text  code
--   topic      text
--   email      text
--   language   text  fr or en
--   community  text  code; NULL: another scope
--   meter      text  code; NULL: another scope
--   customer   text  code; NULL: another scope
--   supplier   text  NULL: another scope
--   first_day  date
--   end_day    date  first local day that is not in it; NULL: open
SELECT k.contact, k.topic, k.email, k.language, c.community, m.meter, u.customer, k.supplier,
       lower(k.during) AS first_day, upper(k.during) AS end_day
FROM grid.contact AS k
LEFT JOIN grid.community AS c USING (community_id)
LEFT JOIN grid.meter AS m USING (meter_id)
LEFT JOIN grid.customer AS u USING (customer_id)
WHERE k.contact = ANY ($1::text[])
