-- Say what each month of meters with a contract was billed, VAT included.
--
-- What was issued is the sum of all its documents: invoices, self-billed feed-in, credit notes. Drafts count where nothing
-- that was issued stands. A correction of an earlier month that is taken into a later invoice belongs to the later one.
-- Order: page, month.
--
-- $1 meter_ids  bigint[]
-- $2 customer   text      documents of this customer only; NULL: of all
-- $3 months     date[]    first days
-- returns many
--   page    bigint   position in the array, from 1
--   month   date
--   state   text     issued, draft or open: nothing was billed
--   eur     numeric  NULL when open
SELECT p.page, g.month, CASE WHEN i.is_standing THEN 'issued' WHEN d.eur IS NOT NULL THEN 'draft'
                             WHEN i.eur IS NOT NULL THEN 'issued' ELSE 'open' END AS state,
       CASE WHEN i.is_standing OR d.eur IS NULL THEN i.eur ELSE coalesce(i.eur, 0) + d.eur END AS eur
FROM unnest($1::bigint[]) WITH ORDINALITY AS p (meter_id, page)
CROSS JOIN unnest($3::date[]) AS g (month)
CROSS JOIN LATERAL (SELECT daterange(g.month, (g.month + interval '1 month')::date) AS days) AS m
CROSS JOIN LATERAL (
  SELECT array_agg(DISTINCT t.customer_id) AS customer_ids
  FROM grid.contract AS t
  JOIN grid.customer AS u USING (customer_id)
  WHERE t.meter_id = p.meter_id AND t.during && m.days AND ($2::text IS NULL OR u.customer = $2::text)
) AS k
CROSS JOIN LATERAL (
  SELECT array_agg(DISTINCT s.community_id) AS community_ids
  FROM grid.membership AS s
  WHERE s.meter_id = p.meter_id AND s.during && m.days
) AS s
CROSS JOIN LATERAL (
  SELECT sum(v.total_eur) AS eur,
         bool_or(v.document IN ('invoice', 'self_billed') AND NOT EXISTS (
           SELECT FROM billing.invoice AS c
           WHERE c.community_id = v.community_id AND c.corrects = v.invoice
             AND c.document IN ('credit_note', 'self_billed_credit'))) AS is_standing
  FROM billing.invoice AS v
  WHERE v.community_id = ANY (s.community_ids) AND v.customer_id = ANY (k.customer_ids) AND v.meter_id = p.meter_id
    AND v.period <@ m.days
) AS i
CROSS JOIN LATERAL (
  SELECT sum(v.total_eur) AS eur
  FROM billing.draft AS v
  WHERE v.community_id = ANY (s.community_ids) AND v.customer_id = ANY (k.customer_ids) AND v.meter_id = p.meter_id
    AND v.period <@ m.days AND v.document IN ('invoice', 'self_billed')
) AS d
WHERE k.customer_ids IS NOT NULL
ORDER BY p.page, g.month
