-- Invoice partners for entries of the ledger, under consecutive numbers in the order of their codes.
--
-- A line is a product at one price, what was used and what was given back apart; its net is rounded once, half away from
-- zero, and VAT is taken once a rate on the sum of its nets. Order: number.
--
-- $1 ledger_ids    bigint[]     entries that no invoice has
-- $2 period        daterange    one month
-- $3 issued_at     timestamptz
-- $4 issued_on     date
-- $5 due_days      integer
-- $6 series        text
-- $7 first_number  integer
-- returns many
--   invoice    text
--   partner    text
--   lines      bigint
--   net_eur    numeric
--   vat_eur    numeric
--   total_eur  numeric
WITH entry AS (
  SELECT * FROM partner.ledger WHERE ledger_id = ANY ($1::bigint[])
), line AS (
  SELECT e.partner_id, row_number() OVER (PARTITION BY e.partner_id ORDER BY e.kind, e.product COLLATE "C", e.eur_per_1000) AS line,
         e.kind, e.product, count(*) AS requests, -sum(e.datapoints)::bigint AS datapoints, e.eur_per_1000,
         round(-sum(e.datapoints) * e.eur_per_1000 / 1000, 2) AS net_eur, p.vat_rate
  FROM entry AS e
  JOIN partner.partner AS p USING (partner_id)
  GROUP BY e.partner_id, e.kind, e.product, e.eur_per_1000, p.vat_rate
), vat AS (
  SELECT partner_id, vat_rate, sum(net_eur) AS base_eur, round(sum(net_eur) * vat_rate / 100, 2) AS vat_eur
  FROM line
  GROUP BY partner_id, vat_rate
), total AS (
  SELECT partner_id, sum(base_eur) AS net_eur, sum(vat_eur) AS vat_eur FROM vat GROUP BY partner_id
), invoice AS (
  INSERT INTO billing.partner_invoice (
    series, year, number, partner_id, period, issued_at, issued_on, due_on, seller_id, seller_from, buyer_name,
    buyer_address, buyer_postcode, buyer_city, buyer_country, buyer_siren, buyer_vat_number, buyer_email, language,
    net_eur, vat_eur, total_eur)
  SELECT $6::text, extract(year FROM $4::date)::integer,
         $7::integer - 1 + row_number() OVER (ORDER BY p.partner COLLATE "C"), p.partner_id, $2::daterange,
         $3::timestamptz, $4::date, $4::date + $5::integer, v.seller_id, v.valid_from, p.name, p.address, p.postcode,
         p.city, p.country, p.siren, p.vat_number, p.email, p.language, t.net_eur, t.vat_eur, t.net_eur + t.vat_eur
  FROM total AS t
  JOIN partner.partner AS p USING (partner_id)
  LEFT JOIN LATERAL (SELECT seller_id, valid_from FROM grid.seller_version AS s
                     WHERE s.seller_id = p.seller_id AND s.valid_from <= $4::date
                     ORDER BY s.valid_from DESC LIMIT 1) AS v ON true
  RETURNING invoice, number, partner_id, net_eur, vat_eur, total_eur
), put_line AS (
  INSERT INTO billing.partner_invoice_line
  SELECT i.invoice, l.line, l.kind, l.product, l.requests, l.datapoints, l.eur_per_1000, l.net_eur, l.vat_rate
  FROM line AS l
  JOIN invoice AS i USING (partner_id)
), put_vat AS (
  INSERT INTO billing.partner_invoice_vat
  SELECT i.invoice, v.vat_rate, v.base_eur, v.vat_eur
  FROM vat AS v
  JOIN invoice AS i USING (partner_id)
), put_entry AS (
  INSERT INTO billing.partner_invoice_entry
  SELECT e.ledger_id, i.invoice, l.line
  FROM entry AS e
  JOIN line AS l USING (partner_id, kind, product, eur_per_1000)
  JOIN invoice AS i USING (partner_id)
)
SELECT i.invoice, p.partner, (SELECT count(*) FROM line AS l WHERE l.partner_id = i.partner_id) AS lines,
       i.net_eur::numeric, i.vat_eur::numeric, i.total_eur::numeric
FROM invoice AS i
JOIN partner.partner AS p USING (partner_id)
ORDER BY i.number
