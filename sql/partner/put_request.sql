-- Enter what a partner asked for.
--
-- A window of a subscription is delivered once, and what was refused for the same reason before is not entered again.
--
-- $1 partner_id       bigint
-- $2 subscription_id  bigint       NULL: it was asked for once
-- $3 product          text
-- $4 communities      text[]       codes, ascending; empty: all
-- $5 grain            text
-- $6 period           daterange
-- $7 asked_at         timestamptz
-- $8 package_id       bigint       NULL: refused
-- $9 refusal          text         NULL: delivered
-- returns many
--   request_id  bigint
INSERT INTO partner.request (partner_id, subscription_id, product, communities, grain, period, asked_at, package_id, refusal)
SELECT $1::bigint, $2::bigint, $3::text, $4::text[], $5::text, $6::daterange, $7::timestamptz, $8::bigint, $9::text
WHERE NOT EXISTS (SELECT FROM partner.request AS r
                  WHERE r.subscription_id = $2::bigint AND r.period = $6::daterange AND r.package_id = $8::bigint)
  AND ($9::text IS NULL OR $9::text IS DISTINCT FROM
    (SELECT r.refusal FROM partner.request AS r
     WHERE r.subscription_id = $2::bigint AND r.period = $6::daterange ORDER BY r.request_id DESC LIMIT 1))
RETURNING request_id
