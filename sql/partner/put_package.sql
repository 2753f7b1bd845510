-- Enter a package and its debit.
--
-- $1 partner_id    bigint
-- $2 package       text
-- $3 product       text
-- $4 communities   text[]       codes, ascending; empty: all
-- $5 customer      text         code; NULL: not of one customer
-- $6 grain         text
-- $7 period        daterange
-- $8 built_at      timestamptz
-- $9 datapoints    bigint       delivered
-- $10 suppressed   bigint       withheld
-- $11 file         text
-- $12 bytes        bigint
-- $13 sha256       text
-- $14 cost         bigint       datapoints debited
-- $15 eur_per_1000 numeric
-- returns one
--   package_id  bigint
WITH debit AS (
  INSERT INTO partner.ledger (partner_id, kind, product, datapoints, eur_per_1000, entered_at, reference)
  SELECT $1::bigint, 'debit', $3::text, -$14::bigint, $15::numeric,
         greatest($8::timestamptz, (SELECT max(entered_at) FROM partner.ledger WHERE partner_id = $1::bigint)), $2::text
  RETURNING ledger_id
)
INSERT INTO partner.package (package, partner_id, product, communities, customer_id, grain, period, built_at, datapoints,
                             suppressed, file, bytes, sha256, ledger_id)
SELECT $2::text, $1::bigint, $3::text, $4::text[], (SELECT u.customer_id FROM grid.customer AS u WHERE u.customer = $5::text),
       $6::text, $7::daterange, $8::timestamptz, $9::bigint, $10::bigint, $11::text, $12::bigint, $13::text, ledger_id
FROM debit
RETURNING package_id
