-- Put a mail for each issued document to everybody who asked for it, each once.
--
-- $1 as_of    timestamptz
-- $2 invoice  text[]       numbers
-- $3 path     text[]       where each lies as PDF
-- $4 sha256   text[]       of these files
-- returns one
--   put_count  bigint
WITH put AS (
  INSERT INTO ops.mail (topic, key, recipient, language, happened_at, created_at, next_at, message, attachments)
  SELECT DISTINCT ON (i.invoice, k.email)
         'invoice', i.invoice, k.email, k.language, i.issued_at, $1::timestamptz, $1::timestamptz,
         json_build_object('invoice', i.invoice, 'document', i.document, 'month', to_char(lower(i.period), 'YYYY-MM'),
                           'community', c.community, 'name', c.name, 'seller', s.name, 'issued_on', i.issued_on,
                           'due_on', i.due_on, 'total_eur', i.total_eur::text, 'due_eur', i.due_eur::text),
         json_build_array(json_build_object('name', i.invoice || '.pdf', 'path', g.path, 'sha256', g.sha256))
  FROM unnest($2::text[], $3::text[], $4::text[]) AS g (invoice, path, sha256)
  JOIN billing.invoice AS i USING (invoice)
  JOIN grid.community AS c USING (community_id)
  JOIN grid.contact AS k ON k.topic = 'invoice' AND k.customer_id = i.customer_id AND k.during @> i.issued_on
  LEFT JOIN grid.seller_version AS s ON s.seller_id = i.seller_id AND s.valid_from = i.seller_from
  ORDER BY i.invoice, k.email, k.contact_id
  ON CONFLICT (topic, key, recipient) DO NOTHING
  RETURNING 1
)
SELECT count(*) AS put_count FROM put
