-- Sum the drafts of a period: how many, their lines, net, VAT and total.
--
-- $1 period     daterange  one month
-- $2 community  text       code; NULL: all
-- returns one
--   drafts     bigint
--   lines      bigint
--   net_eur    numeric
--   vat_eur    numeric
--   total_eur  numeric
SELECT count(*) AS drafts, coalesce(sum(l.lines), 0)::bigint AS lines, coalesce(sum(d.net_eur), 0.00) AS net_eur,
       coalesce(sum(d.vat_eur), 0.00) AS vat_eur, coalesce(sum(d.total_eur), 0.00) AS total_eur
FROM billing.draft AS d
JOIN grid.community AS c USING (community_id)
JOIN (SELECT community_id, customer_id, meter_id, period, document, count(*) AS lines
      FROM billing.draft_line
      WHERE period = $1::daterange
      GROUP BY community_id, customer_id, meter_id, period, document) AS l
  USING (community_id, customer_id, meter_id, period, document)
WHERE d.period = $1::daterange AND d.document <> 'regularisation' AND ($2::text IS NULL OR c.community = $2::text)
