-- List the postings of documents, set-offs and payments of a period; each transaction's postings stand together.
--
-- Amounts are debits, below zero credits; they add up to zero in each transaction. Order: day, documents before set-offs
-- before payments, document number.
--
-- $1 period     daterange  days of issue, of set-off, of payment
-- $2 community  text       code; NULL: all
-- returns many
--   entry      text  document, set_off or payment
--   day        date
--   invoice    text  number of the document that is issued or paid
--   what       text  kind of the document or of the payment
--   reference  text  the credit that is set off, the bank's reference, or the document that is corrected; NULL: none
--   community  text  code
--   customer   text  code
--   first_day  date  of the period of the document
--   end_day    date  excluded
--   due_on     date
--   account    text  customer, bank, vat, or the kind of the lines
--   document   text  kind of the document whose account it is
--   name       text  VAT rate, code of a tax, else empty
--   debit_eur  text
WITH document AS NOT MATERIALIZED (
  SELECT i.*, c.community, u.customer
  FROM billing.invoice AS i
  JOIN grid.community AS c USING (community_id)
  JOIN grid.customer AS u USING (customer_id)
  WHERE $2::text IS NULL OR c.community = $2::text
), issued AS (
  SELECT * FROM document WHERE issued_on <@ $1::daterange
), posting AS (
  SELECT 1 AS step, issued_on AS day, community_id, invoice, document AS what, corrects AS reference, 1 AS part,
         'customer' AS account, document, '' AS name, total_eur AS debit_eur
  FROM issued
  UNION ALL
  SELECT 1, i.issued_on, i.community_id, i.invoice, i.document, i.corrects, 2, l.kind, i.document,
         CASE l.kind WHEN 'tax' THEN l.tariff_period ELSE '' END, -sum(l.net_eur)
  FROM issued AS i
  JOIN billing.invoice_line AS l ON l.community_id = i.community_id AND l.invoice = i.invoice
  GROUP BY i.issued_on, i.community_id, i.invoice, i.document, i.corrects, l.kind, 10
  HAVING sum(l.net_eur) <> 0
  UNION ALL
  SELECT 1, i.issued_on, i.community_id, i.invoice, i.document, i.corrects, 3, 'vat', i.document, v.vat_rate::text, -v.vat_eur
  FROM issued AS i
  JOIN billing.invoice_vat AS v ON v.community_id = i.community_id AND v.invoice = i.invoice
  WHERE v.vat_eur <> 0
  UNION ALL
  SELECT 2, s.set_on, s.community_id, s.invoice, 'set_off', s.credit, side.part, 'customer',
         CASE side.part WHEN 1 THEN credit.document ELSE paid.document END, '', side.sign * s.amount_eur
  FROM billing.set_off AS s
  JOIN document AS paid ON paid.community_id = s.community_id AND paid.invoice = s.invoice
  JOIN document AS credit ON credit.community_id = s.community_id AND credit.invoice = s.credit
  CROSS JOIN (VALUES (1, 1), (2, -1)) AS side (part, sign)
  WHERE s.set_on <@ $1::daterange
  UNION ALL
  SELECT 3, p.paid_on, p.community_id, p.invoice, p.kind, p.reference, side.part, side.account, d.document, '',
         side.sign * p.amount_eur
  FROM billing.payment AS p
  JOIN document AS d ON d.community_id = p.community_id AND d.invoice = p.invoice
  CROSS JOIN (VALUES (1, 'bank', 1), (2, 'customer', -1)) AS side (part, account, sign)
  WHERE p.paid_on <@ $1::daterange
)
SELECT CASE p.step WHEN 1 THEN 'document' WHEN 2 THEN 'set_off' ELSE 'payment' END AS entry, p.day, p.invoice, p.what,
       p.reference, d.community, d.customer, lower(d.period) AS first_day, upper(d.period) AS end_day, d.due_on, p.account,
       p.document, p.name, p.debit_eur::text
FROM posting AS p
JOIN document AS d ON d.community_id = p.community_id AND d.invoice = p.invoice
ORDER BY p.day, p.step, p.invoice COLLATE "C", p.reference COLLATE "C", p.what COLLATE "C", p.part, p.account COLLATE "C",
         p.name COLLATE "C"
