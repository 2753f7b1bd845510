-- List what each partner asked for, got and paid in a period. Order: partner.
--
-- Days are those of the zone of most communities, as for partners' invoices.
--
-- $1 period  daterange
-- returns many
--   partner        text
--   trust          integer
--   plan           text     request or datapoints
--   request_count  bigint
--   refused_count  bigint
--   refusals       text     'trust 2, funds 1'; NULL: none
--   package_count  bigint
--   datapoints     bigint   delivered
--   suppressed     bigint   withheld
--   topped_up      bigint   datapoints
--   debited        bigint
--   refunded       bigint
--   balance        bigint   datapoints at the end of the period
--   revenue_eur    numeric  debits - refunds, without VAT
--   invoiced_eur   numeric  net of the invoices whose month touches the period; NULL: none
WITH span AS (
  SELECT lower($1::daterange)::timestamp AT TIME ZONE zone AS first, upper($1::daterange)::timestamp AT TIME ZONE zone AS stop
  FROM (SELECT coalesce((SELECT zone FROM grid.community GROUP BY zone ORDER BY count(*) DESC, zone LIMIT 1),
                        'Europe/Paris') AS zone) AS z
), entry AS (
  SELECT l.partner_id, coalesce(sum(l.datapoints) FILTER (WHERE l.kind = 'topup' AND l.entered_at >= s.first), 0) AS topped_up,
         coalesce(-sum(l.datapoints) FILTER (WHERE l.kind = 'debit' AND l.entered_at >= s.first), 0) AS debited,
         coalesce(sum(l.datapoints) FILTER (WHERE l.kind = 'refund' AND l.entered_at >= s.first), 0) AS refunded,
         sum(l.datapoints) AS balance,
         coalesce(-sum(l.amount_eur) FILTER (WHERE l.kind <> 'topup' AND l.entered_at >= s.first), 0) AS revenue_eur
  FROM partner.ledger AS l
  CROSS JOIN span AS s
  WHERE l.entered_at < s.stop
  GROUP BY l.partner_id
), asked AS (
  SELECT r.partner_id, count(*) AS request_count, count(r.refusal) AS refused_count
  FROM partner.request AS r
  CROSS JOIN span AS s
  WHERE r.asked_at >= s.first AND r.asked_at < s.stop
  GROUP BY r.partner_id
), refused AS (
  SELECT partner_id, string_agg(refusal || ' ' || times, ', ' ORDER BY times DESC, refusal) AS refusals
  FROM (SELECT r.partner_id, r.refusal, count(*) AS times
        FROM partner.request AS r
        CROSS JOIN span AS s
        WHERE r.asked_at >= s.first AND r.asked_at < s.stop AND r.refusal IS NOT NULL
        GROUP BY r.partner_id, r.refusal) AS refusal
  GROUP BY partner_id
), built AS (
  SELECT k.partner_id, count(*) AS package_count, sum(k.datapoints)::bigint AS datapoints, sum(k.suppressed)::bigint AS suppressed
  FROM partner.package AS k
  CROSS JOIN span AS s
  WHERE k.built_at >= s.first AND k.built_at < s.stop
  GROUP BY k.partner_id
), invoiced AS (
  SELECT partner_id, sum(net_eur)::numeric AS invoiced_eur
  FROM billing.partner_invoice
  WHERE period && $1::daterange
  GROUP BY partner_id
)
SELECT p.partner, p.trust::integer AS trust, p.plan, coalesce(a.request_count, 0) AS request_count,
       coalesce(a.refused_count, 0) AS refused_count, f.refusals, coalesce(b.package_count, 0) AS package_count,
       coalesce(b.datapoints, 0) AS datapoints, coalesce(b.suppressed, 0) AS suppressed,
       coalesce(e.topped_up, 0)::bigint AS topped_up, coalesce(e.debited, 0)::bigint AS debited,
       coalesce(e.refunded, 0)::bigint AS refunded, coalesce(e.balance, 0)::bigint AS balance,
       trim_scale(coalesce(e.revenue_eur, 0)) AS revenue_eur, i.invoiced_eur
FROM partner.partner AS p
LEFT JOIN entry AS e USING (partner_id)
LEFT JOIN asked AS a USING (partner_id)
LEFT JOIN refused AS f USING (partner_id)
LEFT JOIN built AS b USING (partner_id)
LEFT JOIN invoiced AS i USING (partner_id)
ORDER BY p.partner COLLATE "C"
