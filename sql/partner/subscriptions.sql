-- List subscriptions. Order: code.
--
-- $1 subscription  text  code; NULL: all
-- returns many
--   subscription_id  bigint
--   subscription     text
--   partner          text
--   product          text
--   communities      text    a JSON array of codes, ascending; empty: all
--   grain            text
--   every            text    day, week or month
--   email            text
--   first_day        date
--   end_day          date    excluded; NULL: it goes on
--   delivered        bigint  windows
--   last_end         date    end of the last window that was delivered; NULL: none was
SELECT s.subscription_id, s.subscription, p.partner, s.product, to_json(s.communities)::text AS communities, s.grain, s.every, s.email,
       lower(s.during) AS first_day, upper(s.during) AS end_day, d.delivered, d.last_end
FROM partner.subscription AS s
JOIN partner.partner AS p USING (partner_id)
CROSS JOIN LATERAL (SELECT count(DISTINCT r.period) AS delivered, max(upper(r.period)) AS last_end
                    FROM partner.request AS r
                    WHERE r.subscription_id = s.subscription_id AND r.package_id IS NOT NULL) AS d
WHERE s.subscription = $1::text OR $1::text IS NULL
ORDER BY s.subscription COLLATE "C"
