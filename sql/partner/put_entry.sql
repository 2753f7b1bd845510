-- Enter a top-up or a refund. An entry is never dated before the last one.
--
-- $1 partner_id    bigint
-- $2 kind          text         topup or refund
-- $3 product       text         empty for a top-up
-- $4 datapoints    bigint       above zero
-- $5 eur_per_1000  numeric      0 for a top-up
-- $6 as_of         timestamptz
-- $7 reference     text
-- returns none
INSERT INTO partner.ledger (partner_id, kind, product, datapoints, eur_per_1000, entered_at, reference)
SELECT $1::bigint, $2::text, $3::text, $4::bigint, $5::numeric,
       greatest($6::timestamptz, (SELECT max(entered_at) FROM partner.ledger WHERE partner_id = $1::bigint)), $7::text
