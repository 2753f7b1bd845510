-- List the documents of a selection, or its drafts, without those that wait for the next invoice.
--
-- Order: community, customer, meter, period, version, document: that of a pile for the post.
--
-- $1 period     daterange  months within it; NULL: all
-- $2 community  text       code; NULL: all
-- $3 customer   text       code; NULL: all
-- $4 invoices   text[]     numbers; NULL: all
-- $5 drafts     boolean    drafts instead of issued documents
-- returns many
--   community_id  bigint
--   customer_id   bigint
--   meter_id      bigint
--   first_day     date
--   document      text
--   invoice       text
WITH bill AS (
  SELECT community_id, customer_id, meter_id, period, version, document, invoice
  FROM billing.invoice
  WHERE NOT $5::boolean AND ($4::text[] IS NULL OR invoice = ANY ($4::text[]))
    AND ($3::text IS NULL OR customer_id = (SELECT customer_id FROM grid.customer WHERE customer = $3::text))
  UNION ALL
  SELECT community_id, customer_id, meter_id, period, version, document, NULL
  FROM billing.draft
  WHERE $5::boolean AND document <> 'regularisation'
)
SELECT b.community_id, b.customer_id, b.meter_id, lower(b.period) AS first_day, b.document, b.invoice
FROM bill AS b
JOIN grid.community AS c USING (community_id)
JOIN grid.customer AS u USING (customer_id)
JOIN grid.meter AS m USING (meter_id)
WHERE ($1::daterange IS NULL OR b.period <@ $1::daterange) AND ($2::text IS NULL OR c.community = $2::text)
  AND ($3::text IS NULL OR u.customer = $3::text)
ORDER BY c.community COLLATE "C", u.customer COLLATE "C", m.meter COLLATE "C", b.period, b.version, b.document DESC
