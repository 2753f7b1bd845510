-- List what partners used until the end of a period and were not invoiced for.
--
-- Entries of earlier months that came late are among them. A partner to whom more is owed than it owes is carried: its
-- entries wait until a later invoice takes them. What cost nothing is on no invoice. Days are those of the zone of most
-- communities. Order: partner, entry.
--
-- $1 period  daterange  one month
-- returns many
--   ledger_id   bigint
--   partner_id  bigint
--   partner     text
--   is_carried  boolean
WITH entry AS (
  SELECT l.ledger_id, l.partner_id, p.partner, sum(l.amount_eur) OVER (PARTITION BY l.partner_id) AS amount_eur
  FROM partner.ledger AS l
  JOIN partner.partner AS p USING (partner_id)
  WHERE l.kind IN ('debit', 'refund') AND l.datapoints <> 0
    AND l.entered_at < upper($1::daterange)::timestamp AT TIME ZONE coalesce(
      (SELECT zone FROM grid.community GROUP BY zone ORDER BY count(*) DESC, zone LIMIT 1), 'Europe/Paris')
    AND NOT EXISTS (SELECT FROM billing.partner_invoice_entry AS e WHERE e.ledger_id = l.ledger_id)
)
SELECT ledger_id, partner_id, partner, amount_eur > 0 AS is_carried
FROM entry
ORDER BY partner COLLATE "C", ledger_id
