-- List the issued documents that somebody asked to have by mail and that no mail was put for.
--
-- $1 as_of  timestamptz
-- returns many
--   invoice  text  number
SELECT DISTINCT i.invoice
FROM grid.contact AS k
JOIN billing.invoice AS i USING (customer_id)
WHERE k.topic = 'invoice' AND k.during @> i.issued_on AND i.issued_at <= $1::timestamptz
  AND NOT EXISTS (SELECT FROM ops.mail AS m WHERE m.topic = 'invoice' AND m.key = i.invoice AND m.recipient = k.email)
ORDER BY i.invoice
