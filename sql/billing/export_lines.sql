-- List the lines of the documents issued in a period, in the order of their numbers.
--
-- $1 period     daterange  days of issue
-- $2 community  text       code; NULL: all
-- returns many
--   invoice        text
--   document       text
--   issued_on      date
--   due_on         date
--   first_day      date  of the document's period
--   last_day       date  included
--   community      text
--   customer       text
--   name           text  the customer's at issue
--   meter          text
--   contract       text
--   kind           text
--   tariff_period  text
--   line_from      date
--   line_to        date  included
--   estimated      text  yes or empty
--   regularises    text
--   quantity       text
--   unit           text
--   unit_price     text  EUR excl. VAT
--   net_eur        text
--   vat_rate       text  percent
SELECT i.invoice, i.document, i.issued_on, i.due_on, lower(i.period) AS first_day, upper(i.period) - 1 AS last_day,
       c.community, u.customer, i.buyer_name AS name, m.meter, contract.contract, l.kind, l.tariff_period,
       lower(l.during) AS line_from, upper(l.during) - 1 AS line_to,
       CASE WHEN l.estimated THEN 'yes' ELSE '' END AS estimated, coalesce(l.regularises, '') AS regularises,
       l.quantity::text, l.unit, l.unit_price::text, l.net_eur::text, l.vat_rate::text
FROM billing.invoice AS i
JOIN billing.invoice_line AS l ON l.community_id = i.community_id AND l.invoice = i.invoice
JOIN grid.community AS c ON c.community_id = i.community_id
JOIN grid.customer AS u USING (customer_id)
JOIN grid.meter AS m USING (meter_id)
JOIN grid.contract ON contract.contract_id = l.contract_id
WHERE i.issued_on <@ $1::daterange AND ($2::text IS NULL OR c.community = $2::text)
ORDER BY i.issued_on, i.invoice COLLATE "C", l.line
