-- List the lines of some documents, or of some drafts.
--
-- place is the document's position in the arrays, from 1. Order: place, line.
--
-- $1 community_ids  bigint[]
-- $2 customer_ids   bigint[]
-- $3 meter_ids      bigint[]
-- $4 first_days     date[]    of the months
-- $5 documents      text[]
-- $6 invoices       text[]    numbers; NULL elements are drafts
-- returns many
--   place          integer
--   line           integer
--   contract       text
--   contract_kind  text
--   tariff         text
--   delivery_point text
--   power_kva      numeric
--   kind           text
--   tariff_period  text
--   above_kwh      numeric
--   first_day      date
--   end_day        date
--   estimated      boolean
--   regularises    text
--   quantity       numeric
--   unit           text
--   unit_price     numeric
--   net_eur        numeric
--   vat_rate       numeric
WITH bill AS (
  SELECT b.community_id, b.customer_id, b.meter_id, b.document, b.invoice, b.place::integer AS place,
         daterange(b.first_day, (b.first_day + interval '1 month')::date) AS period
  FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::date[], $5::text[], $6::text[])
    WITH ORDINALITY AS b (community_id, customer_id, meter_id, first_day, document, invoice, place)
), line AS (
  SELECT b.place, l.line, l.contract_id, l.kind, l.tariff_period, l.above_kwh, l.during, l.estimated, l.regularises,
         l.quantity, l.unit, l.unit_price, l.net_eur, l.vat_rate
  FROM bill AS b
  JOIN billing.invoice_line AS l ON l.community_id = b.community_id AND l.invoice = b.invoice
  UNION ALL
  SELECT b.place, l.line, l.contract_id, l.kind, l.tariff_period, l.above_kwh, l.during, l.estimated, l.regularises,
         l.quantity, l.unit, l.unit_price, l.net_eur, l.vat_rate
  FROM bill AS b
  JOIN billing.draft_line AS l
    ON l.community_id = b.community_id AND l.customer_id = b.customer_id AND l.meter_id = b.meter_id
   AND l.period = b.period AND l.document = b.document
  WHERE b.invoice IS NULL
)
SELECT l.place, l.line, c.contract, c.kind AS contract_kind, t.tariff, c.delivery_point, c.power_kva::numeric, l.kind,
       l.tariff_period, l.above_kwh::numeric, lower(l.during) AS first_day, upper(l.during) AS end_day, l.estimated,
       l.regularises, l.quantity, l.unit, l.unit_price::numeric, l.net_eur::numeric, l.vat_rate::numeric
FROM line AS l
JOIN grid.contract AS c USING (contract_id)
JOIN grid.tariff AS t USING (tariff_id)
ORDER BY l.place, l.line
