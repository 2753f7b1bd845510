-- No partner ever used more datapoints than it had, and its ledger runs forward.
--
-- returns many
--   partner_id  bigint
--   ledger_id   bigint
SELECT partner_id, ledger_id
FROM (SELECT partner_id, ledger_id, sum(datapoints) OVER earlier AS balance, entered_at,
             lag(entered_at) OVER earlier AS entered_before
      FROM partner.ledger
      WINDOW earlier AS (PARTITION BY partner_id ORDER BY ledger_id)) AS entry
WHERE balance < 0 OR entered_at < entered_before
ORDER BY partner_id, ledger_id
