-- A window of a subscription was delivered once, lies within its days, and overlaps no other one.
--
-- returns many
--   subscription_id  bigint
--   period           daterange
SELECT a.subscription_id, a.period
FROM partner.request AS a
JOIN partner.subscription AS s USING (subscription_id)
WHERE a.package_id IS NOT NULL
  AND (NOT a.period <@ daterange(lower(s.during), NULL)
       OR EXISTS (SELECT FROM partner.request AS b
                  WHERE b.subscription_id = a.subscription_id AND b.package_id IS NOT NULL AND b.request_id <> a.request_id
                    AND b.period && a.period))
ORDER BY 1, 2
