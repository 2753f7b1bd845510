-- List the lines of one invoice or draft, in its order.
--
-- $1 invoice    text       number; NULL: the draft of what follows
-- $2 period     daterange
-- $3 community  text       code
-- $4 customer   text       code
-- $5 meter      text       code
-- $6 document   text       invoice, credit_note, ...
-- returns many
--   line           integer
--   contract       text
--   kind           text     standing_charge, power, energy, community, tax, feed_in or community_feed_in
--   tariff_period  text
--   above_kwh      numeric
--   estimated      boolean
--   regularises    text     number of the earlier document whose line this one takes back or replaces
--   first_day      date
--   end_day        date     excluded
--   quantity       numeric  kWh or months; negative for feed-in
--   unit           text
--   unit_price     numeric  EUR excl. VAT
--   net_eur        numeric
--   vat_rate       numeric  percent
WITH line AS (
  SELECT l.line, l.contract_id, l.kind, l.tariff_period, l.above_kwh, l.during, l.estimated, l.regularises, l.quantity, l.unit, l.unit_price, l.net_eur, l.vat_rate
  FROM billing.invoice_line AS l
  JOIN grid.community AS c USING (community_id)
  WHERE l.invoice = $1::text AND c.community = $3::text
  UNION ALL
  SELECT l.line, l.contract_id, l.kind, l.tariff_period, l.above_kwh, l.during, l.estimated, l.regularises, l.quantity, l.unit, l.unit_price, l.net_eur, l.vat_rate
  FROM billing.draft_line AS l
  JOIN grid.community AS c USING (community_id)
  JOIN grid.customer USING (customer_id)
  JOIN grid.meter AS m USING (meter_id)
  WHERE $1::text IS NULL AND l.period = $2::daterange AND c.community = $3::text AND customer.customer = $4::text
    AND m.meter = $5::text AND l.document = $6::text
)
SELECT l.line, contract.contract, l.kind, l.tariff_period, l.above_kwh::numeric, l.estimated, l.regularises, lower(l.during) AS first_day, upper(l.during) AS end_day,
       l.quantity, l.unit, l.unit_price::numeric, l.net_eur::numeric, l.vat_rate::numeric
FROM line AS l
JOIN grid.contract USING (contract_id)
ORDER BY l.line
