-- List the invoices and drafts whose months touch a period, and the contracts that have neither.
--
-- Credit notes and self-billed documents are invoices below zero; regularisations are in the invoice that takes them in.
-- Amounts are NULL where nothing is billed. Order: community, customer, meter, first day, issued before draft.
--
-- $1 period     daterange  local days of each community
-- $2 community  text       NULL: all
-- $3 as_of      timestamptz
-- returns many
--   invoice       text     NULL: a draft, or nothing
--   community     text
--   customer      text
--   meter         text
--   first_day     date
--   last_day      date
--   net_eur       numeric
--   vat_eur       numeric
--   total_eur     numeric
--   status        text     issued, draft or not billed
--   issued_on     date
--   due_on        date
--   completeness  numeric  of the readings it is made from
--   document      text     invoice, credit_note, self_billed, self_billed_credit; NULL: not billed
--   paid_eur      numeric  of what is issued: money that moved
--   open_eur      numeric  what is not paid nor set off; negative: owed to the customer
--   overdue       boolean  open, and due before $3
WITH issued AS (
  SELECT community_id, customer_id, meter_id, period, invoice, net_eur, vat_eur, total_eur, 'issued' AS status, issued_on,
         due_on, expected_count, present_count, document
  FROM billing.invoice
  WHERE period && $1::daterange
), draft AS (
  SELECT community_id, customer_id, meter_id, period, NULL::text AS invoice, net_eur, vat_eur, total_eur,
         'draft' AS status, NULL::date AS issued_on, NULL::date AS due_on, expected_count, present_count, document
  FROM billing.draft
  WHERE period && $1::daterange AND document <> 'regularisation'
), billed AS (
  SELECT * FROM issued
  UNION ALL
  SELECT * FROM draft
), contracted AS (
  SELECT s.community_id, k.customer_id, s.meter_id,
         range_merge(range_agg(s.during * k.during * $1::daterange)) AS period
  FROM grid.membership AS s
  JOIN grid.contract AS k USING (meter_id)
  WHERE NOT isempty(s.during * k.during * $1::daterange)
  GROUP BY s.community_id, k.customer_id, s.meter_id
), listed AS (
  SELECT * FROM billed
  UNION ALL
  SELECT k.community_id, k.customer_id, k.meter_id, k.period, NULL, NULL, NULL, NULL, 'not billed', NULL, NULL, NULL, NULL, NULL
  FROM contracted AS k
  WHERE NOT EXISTS (SELECT FROM billed AS b
                    WHERE b.community_id = k.community_id AND b.customer_id = k.customer_id AND b.meter_id = k.meter_id)
)
SELECT l.invoice, c.community, k.customer, m.meter, lower(l.period) AS first_day, upper(l.period) - 1 AS last_day,
       l.net_eur, l.vat_eur, l.total_eur, l.status, l.issued_on, l.due_on,
       round(l.present_count::numeric / nullif(l.expected_count, 0), 6) AS completeness, l.document, o.paid_eur, o.open_eur,
       coalesce(o.open_eur > 0 AND l.due_on < ($3::timestamptz AT TIME ZONE c.zone)::date, false) AS overdue
FROM listed AS l
JOIN grid.community AS c USING (community_id)
JOIN grid.customer AS k USING (customer_id)
JOIN grid.meter AS m USING (meter_id)
LEFT JOIN billing.open_item AS o ON o.community_id = l.community_id AND o.invoice = l.invoice
WHERE $2::text IS NULL OR c.community = $2::text
ORDER BY c.community, k.customer, m.meter, lower(l.period), l.status DESC, l.invoice
