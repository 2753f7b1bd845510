-- List invoices and drafts.
--
-- Order: period, community, customer, meter, version, document.
--
-- $1 period     daterange  months within it; NULL: all
-- $2 community  text       code; NULL: all
-- $3 customer   text       code; NULL: all
-- $4 invoice    text       number; NULL: all, and the drafts
-- returns many
--   state           text     draft or issued
--   invoice         text     number; NULL for a draft
--   document        text     invoice, credit_note, self_billed, self_billed_credit; of drafts regularisation too
--   corrects        text     number of the document that it takes back or replaces
--   community       text
--   customer        text
--   meter           text
--   first_day       date
--   end_day         date     excluded
--   issued_on       date
--   due_on          date
--   expected_count  bigint   intervals of the contracts' days
--   present_count   bigint
--   net_eur         numeric
--   vat_eur         numeric
--   total_eur       numeric
--   due_eur         numeric  NULL for a draft: what is set off is known at issue
WITH bill AS (
  SELECT 'issued' AS state, invoice, document, version, corrects, community_id, customer_id, meter_id, period, issued_on, due_on, expected_count,
         present_count, net_eur, vat_eur, total_eur, due_eur
  FROM billing.invoice
  UNION ALL
  SELECT 'draft', NULL, document, version, corrects, community_id, customer_id, meter_id, period, NULL, NULL, expected_count,
         present_count, net_eur, vat_eur, total_eur, NULL
  FROM billing.draft
)
SELECT b.state, b.invoice, b.document, b.corrects, c.community, customer.customer, m.meter, lower(b.period) AS first_day,
       upper(b.period) AS end_day, b.issued_on, b.due_on, b.expected_count, b.present_count,
       b.net_eur::numeric, b.vat_eur::numeric, b.total_eur::numeric,
       b.due_eur::numeric
FROM bill AS b
JOIN grid.community AS c USING (community_id)
JOIN grid.customer USING (customer_id)
JOIN grid.meter AS m USING (meter_id)
WHERE ($1::daterange IS NULL OR b.period <@ $1::daterange) AND ($2::text IS NULL OR c.community = $2::text)
  AND ($3::text IS NULL OR customer.customer = $3::text) AND ($4::text IS NULL OR b.invoice = $4::text)
ORDER BY b.period, c.community COLLATE "C", customer.customer COLLATE "C", m.meter COLLATE "C", b.version, b.document DESC, b.invoice
