-- Keep the credits that were set off while documents were issued.
--
-- $1 as_of  timestamptz
-- returns none
INSERT INTO billing.set_off (community_id, credit, invoice, amount_eur, set_on)
SELECT s.community_id, s.credit, s.invoice, s.amount_eur, ($1::timestamptz AT TIME ZONE c.zone)::date
FROM issue_set_off AS s
JOIN grid.community AS c USING (community_id)
