-- Find the package that a partner has of something.
--
-- $1 partner_id   bigint
-- $2 product      text
-- $3 communities  text[]     codes, ascending; empty: all
-- $4 customer     text       code; NULL: not of one customer
-- $5 grain        text
-- $6 period       daterange
-- returns many
--   package_id  bigint
--   package     text
--   file        text
--   bytes       bigint
--   sha256      text
--   datapoints  bigint
--   suppressed  bigint
--   built_s     bigint     seconds since 1970
--   cost        bigint     datapoints debited
SELECT k.package_id, k.package, k.file, k.bytes, k.sha256, k.datapoints, k.suppressed,
       extract(epoch FROM k.built_at)::bigint AS built_s, -l.datapoints AS cost
FROM partner.package AS k
JOIN partner.ledger AS l USING (ledger_id)
WHERE k.partner_id = $1::bigint AND k.product = $2::text AND k.communities = $3::text[]
  AND k.customer_id IS NOT DISTINCT FROM (SELECT u.customer_id FROM grid.customer AS u WHERE u.customer = $4::text)
  AND k.grain = $5::text AND k.period = $6::daterange
