-- Decide how each issued document of a community's month that differs is corrected.
--
-- regularisation: the differing lines go onto the customer's next invoice. So it is with estimates, and with differences
-- below the threshold, as long as a contract of the customer at the meter runs on that is billed by invoice. credit: a credit note takes the whole
-- document back, and a new one replaces it. supplement: a document of the differing lines alone, where a regularisation of
-- the month is on another invoice already, so that no credit note would take all of it back, and no further invoice will come.
--
-- $1 community_id   bigint
-- $2 period         daterange  one month
-- $3 threshold_eur  numeric    incl. VAT
-- $4 as_of_day      date       a contract runs on when it runs on this day
-- returns none
WITH delta AS (
  SELECT customer_id, meter_id, document, sum(round(net_eur * (1 + vat_rate / 100), 2)) AS eur
  FROM correction_line
  GROUP BY customer_id, meter_id, document
), issued AS (
  SELECT DISTINCT ON (i.customer_id, i.meter_id, i.document) i.customer_id, i.meter_id, i.document, i.invoice, i.version,
         EXISTS (SELECT FROM billing.billed_line AS l
                 WHERE l.community_id = i.community_id AND l.customer_id = i.customer_id AND l.meter_id = i.meter_id
                   AND l.period = i.period AND l.regularises IS NOT NULL) AS regularised,
         EXISTS (SELECT FROM billing.invoice_line AS l
                 WHERE l.community_id = i.community_id AND l.invoice = i.invoice AND l.estimated) AS estimated,
         EXISTS (SELECT FROM grid.contract AS c
                 JOIN grid.membership AS m ON m.meter_id = c.meter_id AND m.community_id = i.community_id
                 WHERE c.customer_id = i.customer_id AND c.meter_id = i.meter_id AND c.settlement = 'line'
                   AND c.during * m.during @> greatest($4::date, upper(i.period))) AS continues
  FROM billing.standing AS i
  WHERE i.community_id = $1::bigint AND i.period = $2::daterange
  ORDER BY i.customer_id, i.meter_id, i.document, i.version DESC
)
INSERT INTO correction (customer_id, meter_id, document, invoice, version, mode, expected_count, present_count, delta_eur)
SELECT i.customer_id, i.meter_id, i.document, i.invoice, i.version,
       CASE WHEN i.document = 'self_billed' THEN 'credit'
            WHEN i.continues AND (i.regularised OR i.estimated OR abs(d.eur) < $3::numeric) THEN 'regularisation'
            WHEN i.regularised THEN 'supplement'
            ELSE 'credit' END,
       coalesce(r.expected_count, 0), coalesce(r.present_count, 0), d.eur
FROM delta AS d
JOIN issued AS i USING (customer_id, meter_id, document)
LEFT JOIN billing.draft AS r
  ON r.community_id = $1::bigint AND r.customer_id = i.customer_id AND r.meter_id = i.meter_id AND r.period = $2::daterange
 AND r.document = i.document
