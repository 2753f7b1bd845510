-- Remember the meters of which a partner is told one by one on a day; those that are remembered already are left out.
--
-- $1 product     text
-- $2 day         date
-- $3 decided_at  timestamptz
-- $4 meters      bigint[]
-- returns none
INSERT INTO partner.release_meter (product, day, decided_at, meters)
SELECT $1::text, $2::date, $3::timestamptz, array_agg(m ORDER BY m)
FROM (
  SELECT m FROM unnest($4::bigint[]) AS m
  EXCEPT
  SELECT unnest(r.meters) FROM partner.release_meter AS r WHERE r.product = $1::text AND r.day = $2::date
) AS news
HAVING count(*) > 0
