-- List a partner's ledger with the balance after each entry. Order: entry.
--
-- Days are those of the zone of most communities.
--
-- $1 partner_id  bigint
-- $2 period      daterange  NULL: all
-- returns many
--   entered_s     bigint   seconds since 1970
--   kind          text
--   product       text
--   datapoints    bigint
--   balance       numeric
--   amount_eur    numeric  exact
--   reference     text
WITH entry AS (
  SELECT *, sum(datapoints) OVER (ORDER BY ledger_id) AS balance
  FROM partner.ledger
  WHERE partner_id = $1::bigint
)
SELECT extract(epoch FROM entered_at)::bigint AS entered_s, kind, product, datapoints, balance, trim_scale(amount_eur) AS amount_eur,
       reference
FROM entry
WHERE $2::daterange IS NULL
   OR $2::daterange @> (entered_at AT TIME ZONE coalesce(
     (SELECT zone FROM grid.community GROUP BY zone ORDER BY count(*) DESC, zone LIMIT 1), 'Europe/Paris'))::date
ORDER BY ledger_id
