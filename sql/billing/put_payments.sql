-- Enter money that moved.
--
-- $1 community_id   bigint[]
-- $2 invoice        text[]
-- $3 reference      text[]    the bank's, or the payment's own name
-- $4 kind           text[]    direct_debit, transfer, reversal or payout
-- $5 paid_on        date[]    day of booking
-- $6 amount_cents   bigint[]  positive from the customer
-- returns none
INSERT INTO billing.payment (community_id, invoice, reference, kind, paid_on, amount_eur)
SELECT g.community_id, g.invoice, g.reference, g.kind, g.paid_on, g.amount_cents * 0.01
FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::date[], $6::bigint[])
  AS g (community_id, invoice, reference, kind, paid_on, amount_cents)
