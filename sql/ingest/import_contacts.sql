-- Add contacts, or change those that are there.
--
-- $1 contact    text[]  codes
-- $2 topic      text[]  autarky, malfunction, demand or invoice
-- $3 email      text[]
-- $4 language   text[]  fr or en
-- $5 community  text[]  codes; NULL: another scope
-- $6 meter      text[]  codes; NULL: another scope
-- $7 customer   text[]  codes; NULL: another scope
-- $8 supplier   text[]  as plants name it; NULL: another scope
-- $9 first_day  date[]  first local day that mails are about
-- $10 end_day   date[]  first local day that they are not about any more; NULL: open
-- returns none
INSERT INTO grid.contact (contact, topic, email, language, community_id, meter_id, customer_id, supplier, during)
SELECT g.contact, g.topic, g.email, g.language, c.community_id, m.meter_id, u.customer_id, g.supplier,
       daterange(g.first_day, g.end_day)
FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::date[],
            $10::date[])
  AS g (contact, topic, email, language, community, meter, customer, supplier, first_day, end_day)
LEFT JOIN grid.community AS c USING (community)
LEFT JOIN grid.meter AS m USING (meter)
LEFT JOIN grid.customer AS u USING (customer)
ON CONFLICT (contact) DO UPDATE
SET topic = excluded.topic, email = excluded.email, language = excluded.language, community_id = excluded.community_id,
    meter_id = excluded.meter_id, customer_id = excluded.customer_id, supplier = excluded.supplier, during = excluded.during
