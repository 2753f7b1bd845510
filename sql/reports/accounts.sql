-- Add up the documents of each community whose months touch a period: issued, drafted, paid, open.
--
-- Credit notes take back invoices; self-billed documents are what members are paid for feed-in, negative. Paid is the money
-- that moved, open what is neither paid nor set off. Order: community, all together
-- last.
--
-- $1 period     daterange    local days of each community
-- $2 community  text         NULL: all
-- $3 as_of      timestamptz  what was due before is overdue
-- returns many
--   community      text     NULL: all together
--   invoice_count  bigint
--   invoice_eur    numeric  VAT included
--   credit_count   bigint   credit notes
--   credit_eur     numeric
--   sold_count     bigint   self-billed documents and what takes them back
--   sold_eur       numeric
--   draft_count    bigint   not issued
--   draft_eur      numeric
--   paid_eur       numeric
--   open_eur       numeric  to be received
--   owed_eur       numeric  to be paid out, positive
--   overdue_count  bigint
--   overdue_eur    numeric
--   unbilled_count bigint   contracts of the period with neither document nor draft
WITH wanted AS (
  SELECT community_id, community, ($3::timestamptz AT TIME ZONE zone)::date AS today
  FROM grid.community
  WHERE $2::text IS NULL OR community = $2::text
), issued AS (
  SELECT i.community_id, count(*) FILTER (WHERE i.document = 'invoice') AS invoice_count,
         sum(i.total_eur) FILTER (WHERE i.document = 'invoice') AS invoice_eur,
         count(*) FILTER (WHERE i.document = 'credit_note') AS credit_count,
         sum(i.total_eur) FILTER (WHERE i.document = 'credit_note') AS credit_eur,
         count(*) FILTER (WHERE i.document LIKE 'self%') AS sold_count,
         sum(i.total_eur) FILTER (WHERE i.document LIKE 'self%') AS sold_eur,
         sum(o.paid_eur) AS paid_eur, sum(greatest(o.open_eur, 0)) AS open_eur, sum(greatest(-o.open_eur, 0)) AS owed_eur,
         count(*) FILTER (WHERE o.open_eur > 0 AND i.due_on < w.today) AS overdue_count,
         sum(o.open_eur) FILTER (WHERE o.open_eur > 0 AND i.due_on < w.today) AS overdue_eur
  FROM billing.invoice AS i
  JOIN wanted AS w USING (community_id)
  JOIN billing.open_item AS o ON o.community_id = i.community_id AND o.invoice = i.invoice
  WHERE i.period && $1::daterange
  GROUP BY i.community_id
), draft AS (
  SELECT community_id, count(*) AS draft_count, sum(total_eur) AS draft_eur
  FROM billing.draft
  WHERE period && $1::daterange AND document <> 'regularisation'
  GROUP BY community_id
), billed AS (
  SELECT community_id, customer_id, meter_id FROM billing.invoice WHERE period && $1::daterange
  UNION
  SELECT community_id, customer_id, meter_id FROM billing.draft WHERE period && $1::daterange
), unbilled AS (
  SELECT s.community_id, count(DISTINCT (k.customer_id, s.meter_id)) AS unbilled_count
  FROM grid.membership AS s
  JOIN grid.contract AS k USING (meter_id)
  LEFT JOIN billed AS b ON b.community_id = s.community_id AND b.customer_id = k.customer_id AND b.meter_id = s.meter_id
  WHERE NOT isempty(s.during * k.during * $1::daterange) AND b.meter_id IS NULL
  GROUP BY s.community_id
)
SELECT w.community, coalesce(sum(invoice_count), 0)::bigint AS invoice_count, coalesce(sum(invoice_eur), 0) AS invoice_eur,
       coalesce(sum(credit_count), 0)::bigint AS credit_count, coalesce(sum(credit_eur), 0) AS credit_eur,
       coalesce(sum(sold_count), 0)::bigint AS sold_count, coalesce(sum(sold_eur), 0) AS sold_eur,
       coalesce(sum(draft_count), 0)::bigint AS draft_count, coalesce(sum(draft_eur), 0) AS draft_eur,
       coalesce(sum(paid_eur), 0) AS paid_eur, coalesce(sum(open_eur), 0) AS open_eur,
       coalesce(sum(owed_eur), 0) AS owed_eur, coalesce(sum(overdue_count), 0)::bigint AS overdue_count,
       coalesce(sum(overdue_eur), 0) AS overdue_eur, coalesce(sum(unbilled_count), 0)::bigint AS unbilled_count
FROM wanted AS w
LEFT JOIN issued AS i USING (community_id)
LEFT JOIN draft AS d USING (community_id)
LEFT JOIN unbilled AS u USING (community_id)
WHERE num_nonnulls(i.community_id, d.community_id, u.community_id) > 0
GROUP BY GROUPING SETS ((w.community), ())
ORDER BY w.community NULLS LAST
